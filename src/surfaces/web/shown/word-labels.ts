import type { Language } from '#science/refusal.ts'
import { m } from '../messages/compiled/messages.js'

/** What is known of how a value came to be, in the reader's language. */
export function originLabel(origin: string): string {
  switch (origin) {
    case 'measured': return m.origin_measured()
    case 'computed': return m.origin_computed()
    case 'predicted': return m.origin_predicted()
    case 'specified': return m.origin_specified()
    default: return origin
  }
}

/** What a record is, in the reader's language. */
export function kindLabel(kind: string): string {
  switch (kind) {
    case 'material': return m.kind_material()
    case 'process': return m.kind_process()
    case 'measurement': return m.kind_measurement()
    default: return kind
  }
}

/** What became of a process or measurement, in the reader's language. */
export function stateLabel(state: string): string {
  switch (state) {
    case 'planned': return m.state_planned()
    case 'done': return m.state_done()
    case 'failed': return m.state_failed()
    case 'aborted': return m.state_aborted()
    case 'queued': return m.state_queued()
    case 'running': return m.state_running()
    case 'undone': return m.state_undone()
    case 'cancelled': return m.state_cancelled()
    default: return state
  }
}

/** Roles that have a word in every language; a lab may choose others. */
export const PARTICIPANT_ROLES = [
  'feedstock', 'substrate', 'donor', 'acceptor', 'active_material', 'conductive_additive', 'binder', 'solvent', 'slurry',
  'current_collector', 'cathode', 'anode', 'separator', 'electrolyte',
] as const

/** What a material is to a process, in the reader's language unless told; a word that a lab chose itself stays as written. */
export function participantLabel(role: string, told?: Language): string {
  const locale = told ? { locale: told } : {}
  switch (role) {
    case 'feedstock': return m.participant_feedstock({}, locale)
    case 'substrate': return m.participant_substrate({}, locale)
    case 'donor': return m.participant_donor({}, locale)
    case 'acceptor': return m.participant_acceptor({}, locale)
    case 'active_material': return m.participant_active_material({}, locale)
    case 'conductive_additive': return m.participant_conductive_additive({}, locale)
    case 'binder': return m.participant_binder({}, locale)
    case 'solvent': return m.participant_solvent({}, locale)
    case 'layer': return m.participant_layer({}, locale)
    case 'slurry': return m.participant_slurry({}, locale)
    case 'current_collector': return m.participant_current_collector({}, locale)
    case 'cathode': return m.participant_cathode({}, locale)
    case 'anode': return m.participant_anode({}, locale)
    case 'separator': return m.participant_separator({}, locale)
    case 'electrolyte': return m.participant_electrolyte({}, locale)
    default: return role
  }
}

/** What a piece of long work does, in the reader's language. */
export function jobLabel(kind: string): string {
  switch (kind) {
    case 'import': return m.job_import()
    case 'train': return m.job_train()
    case 'propose': return m.job_propose()
    case 'example': return m.job_example()
    case 'freeze': return m.table_job_freeze()
    case 'migrate': return m.job_migrate()
    case 'edit': return m.job_edit()
    case 'check': return m.job_check()
    case 'undo': return m.job_undo()
    default: return kind
  }
}
