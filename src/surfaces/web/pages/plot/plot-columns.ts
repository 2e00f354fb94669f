import type { AnswerOf } from '#contract/operation.ts'
import type { listTableColumns } from '#contract/operations/table.ts'

export type Column = AnswerOf<typeof listTableColumns>['columns'][number]

/** The axes that a plot begins with: the row's own fullest number upwards, the fullest other one across. */
export function firstAxes(columns: readonly Column[]): { x: Column; y: Column } | null {
  const numbers = columns.filter(({ kind }) => kind === 'number').sort((a, b) => rank(b) - rank(a) || b.filled - a.filled)
  const [y, x] = numbers
  return x && y ? { x, y } : null
}

/** What is measured tells more than the conditions and amounts that come with it. */
function rank({ path }: Column): number {
  return path.from === 'own' ? 2 : path.from === 'up' ? 1 : 0
}
