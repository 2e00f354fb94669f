/** How a category is drawn: apart by colour and, for those who do not see the colours apart, by shape. */
export type CategoryMark = { readonly colour: string; readonly shape: Shape }

export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'dart' | 'cross'

/**
 * Colours of Okabe and Ito (2008), which people with protan, deutan and tritan vision tell apart; orange and blue-green are
 * darkened on light paper, so that each holds 3:1 against it.
 */
export const CATEGORY_MARKS: readonly CategoryMark[] = [
  { colour: 'light-dark(#0072b2, #56b4e9)', shape: 'circle' },
  { colour: 'light-dark(#c2500a, #e8743b)', shape: 'square' },
  { colour: 'light-dark(#00805f, #2fc79b)', shape: 'triangle' },
  { colour: 'light-dark(#b0558a, #d99abf)', shape: 'diamond' },
  { colour: 'light-dark(#9a6b00, #e69f00)', shape: 'dart' },
  { colour: 'light-dark(#3d4654, #d5dbe5)', shape: 'cross' },
]

/** What is of none of the categories that have a mark of their own. */
export const OTHER_MARK: CategoryMark = { colour: 'var(--ink-faint)', shape: 'square' }

/** What is of no category that is known. */
export const UNKNOWN_MARK: CategoryMark = { colour: 'var(--ink-faint)', shape: 'circle' }

/** The outline of a mark about a pixel as path data; `size` is the radius of the circle, the others have about its area. */
export function shapePath(shape: Shape, x: number, y: number, size: number): string {
  const at = (dx: number, dy: number) => `${(x + dx * size).toFixed(1)},${(y + dy * size).toFixed(1)}`
  const corners = (...points: readonly [number, number][]) => `M${points.map(([dx, dy]) => at(dx, dy)).join('L')}Z`
  switch (shape) {
    case 'circle': return `M${at(-1, 0)}a${size},${size} 0 1,0 ${2 * size},0a${size},${size} 0 1,0 ${-2 * size},0Z`
    case 'square': return corners([-0.89, -0.89], [0.89, -0.89], [0.89, 0.89], [-0.89, 0.89])
    case 'triangle': return corners([0, -1.3], [1.2, 0.85], [-1.2, 0.85])
    case 'dart': return corners([0, 1.3], [1.2, -0.85], [-1.2, -0.85])
    case 'diamond': return corners([0, -1.35], [1.2, 0], [0, 1.35], [-1.2, 0])
    case 'cross': return corners(
      [-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4], [1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4],
      [-1.2, -0.4], [-0.4, -0.4],
    )
  }
}
