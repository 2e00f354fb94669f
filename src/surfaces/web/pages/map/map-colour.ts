import type { AnswerOf } from '#contract/operation.ts'
import type { getPieceMap } from '#contract/operations/explore.ts'
import { scaleColour } from '../../plots/colour-scale.ts'
import { drawnValue } from '../../plots/drawn-value.ts'
import type { DrawnCell } from '../../plots/drawn-value.ts'
import type { MapMark } from '../../plots/MapPlot.svelte'
import { extent } from '../../plots/scale.ts'
import { plotGroups } from '../plot/plot-groups.ts'
import type { Group } from '../plot/plot-groups.ts'

export type PieceMap = NonNullable<AnswerOf<typeof getPieceMap>['map']>
export type Column = PieceMap['columns'][number]

/** What colours a map: a column that is a number or a category, with a cell for each piece. */
export type Coloured = { readonly column: Column; readonly cells: readonly (DrawnCell | null)[] }

/** Elements that at least one piece's composition names, those that differ most between pieces first. */
export function elementsOf(map: PieceMap): readonly string[] {
  const compositions = map.points.flatMap(({ colour }) => (colour?.fractions ? [colour.fractions] : []))
  const spread = (element: string) => {
    const [low, high] = extent(compositions.map((fractions) => fractions[element] ?? 0)) ?? [0, 0]
    return high - low
  }
  return [...new Set(compositions.flatMap((fractions) => Object.keys(fractions)))]
    .sort((a, b) => spread(b) - spread(a) || (a < b ? -1 : 1))
}

/**
 * What colours the pieces; of a composition the share of one element.
 *
 * An element that a composition does not name is 0 in it, as the shares that it does name add up to all; a piece without
 * a composition stays unknown.
 */
export function colouredBy(map: PieceMap, element: string | undefined): Coloured | null {
  const { colour: column } = map
  const cells = map.points.map(({ colour }) => colour)
  if (!column || column.kind !== 'composition') return column && { column, cells }
  if (element === undefined) return null
  return {
    column: { ...column, kind: 'number', unit: 'at.%', label: { en: element, ko: element } },
    cells: cells.map((cell) => (cell?.fractions ? {
      value: 100 * (cell.fractions[element] ?? 0), record: cell.record, steps: cell.steps, ...(cell.among && { among: cell.among }),
    } : null)),
  }
}

/** The ends of the scale; null for a category, or where nothing can stand on it. */
export function scaleOf({ column, cells }: Coloured, log: boolean): readonly [number, number] | null {
  if (column.kind !== 'number') return null
  return extent(cells.map((cell) => {
    const at = cell && drawnValue(cell).at
    return at !== null && (!log || at > 0) ? at : null
  }))
}

/** How each piece is drawn, with the groups of a category for the key. */
export function mapMarks(map: PieceMap, coloured: Coloured | null, log: boolean): { marks: readonly MapMark[]; groups: readonly Group[] } {
  const places = map.points.map(({ x, y }) => ({ x: x.value as number, y: y.value as number }))
  const elsewhere = (cell: DrawnCell | null | undefined) => cell !== null && cell !== undefined && cell.steps > 0
  if (coloured?.column.kind === 'category') {
    const groups = plotGroups(map.points, coloured.column, false, false)
    const marks: MapMark[] = places.map((place) => ({ ...place, colour: null, shape: 'circle', elsewhere: false }))
    for (const { mark, points, is } of groups) for (const { index } of points) {
      if (is !== 'missing') marks[index] = { ...places[index]!, ...mark, elsewhere: elsewhere(coloured.cells[index]) }
    }
    return { marks, groups: groups.filter(({ is }) => is !== 'missing') }
  }
  const scale = coloured && scaleOf(coloured, log)
  return {
    groups: [],
    marks: places.map((place, index): MapMark => {
      const cell = coloured?.cells[index]
      const drawn = cell && drawnValue(cell)
      if (!drawn || !scale || (log && drawn.at <= 0)) return { ...place, colour: null, shape: 'circle', elsewhere: false }
      const shape = drawn.toward < 0 ? 'dart' : drawn.toward > 0 ? 'triangle' : drawn.exact ? 'circle' : 'diamond'
      return { ...place, colour: scaleColour(shareOf(drawn.at, scale, log)), shape, elsewhere: elsewhere(cell) }
    }),
  }
}

function shareOf(at: number, [low, high]: readonly [number, number], log: boolean): number {
  if (low === high) return 0.5
  return log ? Math.log(at / low) / Math.log(high / low) : (at - low) / (high - low)
}
