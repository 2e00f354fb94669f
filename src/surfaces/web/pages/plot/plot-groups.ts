import type { AnswerOf } from '#contract/operation.ts'
import type { getPlot } from '#contract/operations/explore.ts'
import { CATEGORY_MARKS, OTHER_MARK, UNKNOWN_MARK } from '../../plots/category-marks.ts'
import type { CategoryMark } from '../../plots/category-marks.ts'
import { scaleColour } from '../../plots/colour-scale.ts'
import { drawnValue } from '../../plots/drawn-value.ts'
import { extent } from '../../plots/scale.ts'
import type { Mark } from '../../plots/scatter-paths.ts'

export type Plot = AnswerOf<typeof getPlot>

/** Marks that look alike, and what the key says of them: a term; several that share a mark; those of which nothing is known. */
export type Group = {
  readonly mark: CategoryMark
  readonly points: readonly Mark[]
  readonly is: { readonly term: string } | { readonly others: number } | 'missing' | null
}

/** Shades of a numeric colour: as many as can be told apart, so that each is one path. */
const SHADES = 16

/** The marks of a scatter, those of least weight first; the commonest categories have a mark of their own. */
export function plotGroups(points: Plot['points'], colour: Plot['colour'], xLog: boolean, yLog: boolean): readonly Group[] {
  const marks = points.flatMap(({ x, y }, index): Mark[] => {
    const mark = { index, x: drawnValue(x), y: drawnValue(y) }
    return (xLog && mark.x.at <= 0) || (yLog && mark.y.at <= 0) ? [] : [mark]
  })
  if (!colour) return [{ mark: CATEGORY_MARKS[0]!, points: marks, is: null }]
  const said = (mark: Mark) => points[mark.index]!.colour
  const missing = marks.filter((mark) => !said(mark))
  const known = marks.filter((mark) => said(mark))
  const least: Group[] = missing.length > 0 ? [{ mark: UNKNOWN_MARK, points: missing, is: 'missing' }] : []
  return [...least, ...(colour.kind === 'number' ? byNumber(known, points) : byTerm(known, points))]
}

/** The ends of a numeric colour's scale. */
export function colourRange(points: Plot['points']): readonly [number, number] | null {
  return extent(points.map(({ colour }) => (colour && typeof colour.value === 'number' ? colour.value : null)))
}

function byNumber(marks: readonly Mark[], points: Plot['points']): Group[] {
  const [low, high] = colourRange(points) ?? [0, 1]
  const shades = Array.from({ length: SHADES }, (): Mark[] => [])
  for (const mark of marks) {
    const share = ((points[mark.index]!.colour!.value as number) - low) / (high - low || 1)
    shades[Math.min(SHADES - 1, Math.floor(share * SHADES))]!.push(mark)
  }
  return shades.flatMap((shade, k): Group[] => (
    shade.length === 0 ? [] : [{ mark: { colour: scaleColour((k + 0.5) / SHADES), shape: 'circle' }, points: shade, is: null }]
  ))
}

function byTerm(marks: readonly Mark[], points: Plot['points']): Group[] {
  const byValue = new Map<string, Mark[]>()
  for (const mark of marks) {
    const term = String(points[mark.index]!.colour!.value)
    const group = byValue.get(term)
    if (group) group.push(mark)
    else byValue.set(term, [mark])
  }
  const ordered = [...byValue].sort(([a, first], [b, second]) => second.length - first.length || (a < b ? -1 : 1))
  const own = ordered.slice(0, CATEGORY_MARKS.length)
  const others = ordered.slice(CATEGORY_MARKS.length)
  return [
    ...(others.length > 0 ? [{ mark: OTHER_MARK, points: others.flatMap(([, group]) => group), is: { others: others.length } }] : []),
    ...own.map(([term, group], k): Group => ({ mark: CATEGORY_MARKS[k]!, points: group, is: { term } })).reverse(),
  ]
}
