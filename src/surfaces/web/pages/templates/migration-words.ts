import { m } from '../../messages/compiled/messages.js'

/** How far a migration is, in the reader's language. */
export function migrationState(state: string): string {
  switch (state) {
    case 'queued': return m.migration_state_queued()
    case 'running': return m.migration_state_running()
    case 'done': return m.migration_state_done()
    case 'failed': return m.migration_state_failed()
    case 'undoing': return m.migration_state_undoing()
    case 'undone': return m.migration_state_undone()
    default: return state
  }
}
