import type { Spot } from '../search/query.ts'

/** Functions of one number; arguments of all but `sqrt` are pure numbers (an angle counts as one). */
export const FUNCTIONS = ['sqrt', 'exp', 'ln', 'log10', 'sin', 'cos', 'tan'] as const
export type FunctionName = (typeof FUNCTIONS)[number]

/** What an expression says, with the place of each part in its text. */
export type Expression = { readonly spot: Spot } & (
  /** A pure number, or `pi`. */
  | { readonly is: 'number'; readonly value: number }
  /** `[96485.33212 C/mol]`: exact. */
  | { readonly is: 'constant'; readonly value: number; readonly unit: string }
  | { readonly is: 'field'; readonly name: string }
  | { readonly is: 'negative'; readonly of: Expression }
  | { readonly is: 'sum' | 'difference' | 'product' | 'quotient'; readonly left: Expression; readonly right: Expression }
  /** `exponent` is written so that a unit may bear it: `2`, `-1`, `1/2`, `0.5`. */
  | { readonly is: 'power'; readonly of: Expression; readonly exponent: string }
  | { readonly is: 'call'; readonly name: FunctionName; readonly of: Expression }
)

/** The names of the fields that an expression is over, each once, as they come. */
export function namesIn(expression: Expression): string[] {
  const names = new Set<string>()
  const walk = (part: Expression): void => {
    if (part.is === 'field') names.add(part.name)
    else if ('of' in part) walk(part.of)
    else if ('left' in part) {
      walk(part.left)
      walk(part.right)
    }
  }
  walk(expression)
  return [...names]
}
