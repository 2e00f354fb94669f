import type { TableDefinition, TableFilter } from './definition-words.ts'

type Column = TableDefinition['columns'][number]

/** What a version of a table changed; columns and filters are those of the version that has them. */
export type DefinitionChange =
  | { readonly what: 'rows' }
  | { readonly what: 'column_added' | 'column_removed' | 'column_unit' | 'column_path'; readonly column: Column }
  | { readonly what: 'filter_added' | 'filter_removed'; readonly filter: TableFilter }

/** What differs between two versions of a table, in the order of rows, columns, filters; titles and labels are no change. */
export function definitionChanges(before: TableDefinition, after: TableDefinition): DefinitionChange[] {
  const changes: DefinitionChange[] = before.rows.template === after.rows.template ? [] : [{ what: 'rows' }]
  for (const column of after.columns) {
    const old = before.columns.find(({ name }) => name === column.name)
    if (!old) changes.push({ what: 'column_added', column })
    else if (!isSame(old.path, column.path)) changes.push({ what: 'column_path', column })
    else if (old.unit !== column.unit) changes.push({ what: 'column_unit', column })
  }
  for (const column of before.columns) {
    if (!after.columns.some(({ name }) => name === column.name)) changes.push({ what: 'column_removed', column })
  }
  const [were, are] = [before.rows.where ?? [], after.rows.where ?? []]
  for (const filter of are) if (!were.some((old) => isSame(old, filter))) changes.push({ what: 'filter_added', filter })
  for (const filter of were) if (!are.some((kept) => isSame(filter, kept))) changes.push({ what: 'filter_removed', filter })
  return changes
}

/** Equal whatever the order of their members. */
function isSame(a: object, b: object): boolean {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
  return sorted(a) === sorted(b)
}
