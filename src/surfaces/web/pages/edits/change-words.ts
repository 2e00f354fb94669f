import type { ChangeSchema } from '#contract/schemas/bulk-edit.ts'
import type { z } from 'zod'
import { m } from '../../messages/compiled/messages.js'
import { originLabel } from '../../shown/word-labels.ts'

export type Change = z.input<typeof ChangeSchema>

export const WHATS = ['set', 'clear', 'rename', 'origin', 'source'] as const
export const ORIGINS = ['measured', 'computed', 'predicted', 'specified'] as const

/** What the boxes of the form hold, of whatever kind of change. */
export type ChangeBoxes = {
  what: (typeof WHATS)[number]
  field: string
  text: string
  find: string
  replace: string
  origin: (typeof ORIGINS)[number]
  source: 'own' | 'literature' | 'database'
  /** DOI, or the database's name. */
  named: string
}

/** The change that the boxes say. */
export function changeOf({ what, field, text, find, replace, origin, source, named }: ChangeBoxes): Change {
  switch (what) {
    case 'set': return { what, field, text }
    case 'clear': return { what, field }
    case 'rename': return { what, find, replace }
    case 'origin': return { what, origin }
    case 'source': return { what, source: source === 'own' ? { kind: source } : source === 'literature'
      ? { kind: source, doi: named.trim().replace(/^https?:\/\/(dx\.)?doi\.org\//i, '') } : { kind: source, name: named.trim() } }
  }
}

/** A change in one line; `label` says how a field is called. */
export function changeWords(change: Change, label: (field: string) => string): string {
  switch (change.what) {
    case 'set': return `${label(change.field)} = ${change.text}`
    case 'clear': return m.edit_said_clear({ field: label(change.field) })
    case 'rename': return m.edit_said_rename({ find: change.find, replace: change.replace })
    case 'origin': return `${m.edit_what_origin()}: ${originLabel(change.origin)}`
    case 'source': {
      const { source } = change
      return `${m.edit_what_source()}: ${source.kind === 'own' ? m.form_source_own() : source.kind === 'literature' ? source.doi : source.name}`
    }
  }
}

/** How an edit stands, in the reader's language. */
export function editState(state: string): string {
  switch (state) {
    case 'checked': return m.edit_state_checked()
    case 'queued': return m.state_queued()
    case 'running': return m.state_running()
    case 'done': return m.state_done()
    case 'failed': return m.state_failed()
    case 'undoing': return m.edit_state_undoing()
    default: return m.state_undone()
  }
}
