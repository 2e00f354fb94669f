import type { TableDefinition } from './definition-words.ts'
import { say } from '../../language.ts'
import { m } from '../../messages/compiled/messages.js'
import { distinctTitles } from './distinct-titles.ts'
import { fieldOf } from './column-field.ts'
import type { Template } from './column-field.ts'

type Column = Pick<TableDefinition['columns'][number], 'name' | 'label' | 'path'>

/** The label of a template by its name; the name where the hub has none. */
export function templateLabel(name: string, templates: readonly Template[]): string {
  const found = templates.find(({ template }) => template === name)
  return found ? say(found.label) : name
}

/** What each column is called in the reader's language, by its name; two of one label are told apart by their templates. */
export function columnTitles(columns: readonly Column[], rows: string, templates: readonly Template[]): ReadonlyMap<string, string> {
  const titles = distinctTitles(columns.map((column) => ({
    name: column.name, title: labelOf(column, rows, templates), template: sourceOf(column, rows, templates),
  })))
  return new Map(columns.map(({ name }, k) => [name, titles[k]!]))
}

function sourceOf({ path }: Column, rows: string, templates: readonly Template[]): string | null {
  return path.from === 'source' ? null : templateLabel(path.from === 'own' ? rows : path.template, templates)
}

function labelOf({ name, label, path }: Column, rows: string, templates: readonly Template[]): string {
  if (label) return say(label)
  if (path.from === 'source') return m.table_from_source()
  const field = fieldOf(path, rows, templates)
  return field ? say(field.label) : name
}
