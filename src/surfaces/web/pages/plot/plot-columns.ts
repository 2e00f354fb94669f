import type { AnswerOf } from '#contract/operation.ts'
import type { listTableColumns } from '#contract/operations/table.ts'
import { fieldOf } from '../tables/column-field.ts'
import type { Template } from '../tables/column-field.ts'

export type Column = AnswerOf<typeof listTableColumns>['columns'][number]

/**
 * The axes that a plot begins with: upwards the fullest result of the row's own record, across the fullest other number,
 * which is often the condition that it was found under.
 */
export function firstAxes(columns: readonly Column[], rows: string, templates: readonly Template[]): { x: Column; y: Column } | null {
  const numbers = columns.filter(({ kind }) => kind === 'number').sort((a, b) => b.filled - a.filled)
  const tells = ({ path }: Column) => path.from === 'own' && fieldOf(path, rows, templates)?.role === 'result'
  const y = numbers.find(tells) ?? numbers.find(({ path }) => path.from === 'own') ?? numbers[0]
  const x = numbers.find((column) => column !== y)
  return x && y ? { x, y } : null
}
