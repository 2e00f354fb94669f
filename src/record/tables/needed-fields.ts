import type { TableDefinition } from './table.ts'

/** By template the fields that a table reads of its records; or of all templates which fields are known, `types`. */
export type NeededFields = ReadonlyMap<string, readonly string[]> | 'types'

/** The fields that a table's columns are read from, each once. */
export function neededFields({ rows, columns }: Pick<TableDefinition, 'rows' | 'columns'>): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, string[]>([[rows.template, []]])
  for (const { path } of columns) {
    // Amounts stand with the inputs of processes, which are always read.
    if (path.from === 'source' || path.from === 'amount') continue
    const template = path.from === 'own' ? rows.template : path.template
    const fields = needed.get(template) ?? []
    if (!fields.includes(path.field)) fields.push(path.field)
    needed.set(template, fields)
  }
  return needed
}
