import type { Entry, Template } from './entry.ts'

/**
 * The name that the record will have: as typed, else one made from what is there and shown in the empty box; '' where
 * there is nothing to make it from. `label` is the template's, in the reader's language.
 */
export function shownName(entry: Pick<Entry, 'name' | 'of' | 'inputs' | 'values'>, template: Template, label: string): string {
  if (entry.name.trim() !== '') return entry.name.trim()
  if (template.kind === 'measurement') return entry.of ? `${entry.of.name} · ${label}` : ''
  if (template.kind === 'process') {
    const first = entry.inputs.find(({ material }) => material)?.material
    return first ? `${first.name} · ${label}` : ''
  }
  const composition = template.fields.find(({ type }) => type === 'composition')
  const written = composition ? entry.values[composition.name] : undefined
  return typeof written === 'string' ? written.trim() : ''
}
