import type { AnswerOf } from '#contract/operation.ts'
import type { compareRecords } from '#contract/operations/explore.ts'

export type Comparison = AnswerOf<typeof compareRecords>
export type ComparedField = Comparison['own'][number]
type Cell = ComparedField['cells'][number]

/** Whether the records say different things of a field; also where one says nothing and another does. */
export function rowDiffers({ cells }: Pick<ComparedField, 'cells'>): boolean {
  return new Set(cells.map(saidText)).size > 1
}

/** To nine figures, since a number that went through another unit may differ in its last digits. */
function saidText(cell: Cell): string {
  if (!cell) return ''
  const figures = (value: number | undefined) => (value === undefined ? '' : Number(value.toPrecision(9)))
  return typeof cell.value === 'number' ? `${cell.bound ?? ''} ${figures(cell.value)} ${figures(cell.high)}` : `“${cell.value}”`
}
