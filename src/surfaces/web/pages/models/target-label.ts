import type { z } from 'zod'
import type { TableDefinitionSchema } from '#contract/schemas/table.ts'
import { say } from '../../language.ts'

/** The name of a quantity for people: the label of its table's column, else its name with the underscores opened. */
export function targetLabel(target: string, table: z.infer<typeof TableDefinitionSchema> | undefined): string {
  const label = table?.columns.find(({ name }) => name === target)?.label
  return label ? say(label) : target.replaceAll('_', ' ')
}
