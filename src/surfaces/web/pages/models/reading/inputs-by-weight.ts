import type { z } from 'zod'
import type { ModelCardSchema } from '#contract/schemas/model.ts'
import type { ModelRowsSchema } from '#contract/schemas/model-reading.ts'

type Card = z.infer<typeof ModelCardSchema>
type Column = z.infer<typeof ModelRowsSchema>['columns'][number]

/**
 * Columns by how much the model leans on the input behind each, those of one composition by how many rows hold the element;
 * what is the same in all rows comes last.
 */
export function byWeight(columns: readonly Column[], card: Pick<Card, 'contributions' | 'inputs'>): readonly Column[] {
  const value = new Map(card.contributions.by_column.map((entry) => [entry.name, entry.value]))
  const varies = new Map(columns.map(({ name, values }) => [name, new Set(values.filter((each) => each !== null)).size > 1]))
  const weight = ({ name }: Column) => (varies.get(name) ? value.get(inputOf(name, card)) ?? 0 : -Infinity)
  return columns.toSorted((a, b) => Number(weight(b) > weight(a)) - Number(weight(b) < weight(a)))
}

/** The input behind a column: `composition.Al` is the share of Al in `composition`. */
export function inputOf(column: string, { inputs }: Pick<Card, 'inputs'>): string {
  if (inputs.some(({ name }) => name === column)) return column
  return column.slice(0, column.lastIndexOf('.'))
}
