import { m } from '../../messages/compiled/messages.js'

/** What became of a draft so far, in the reader's language. */
export function draftStateLabel(state: 'open' | 'submitted' | 'sent_back' | 'accepted' | 'discarded'): string {
  switch (state) {
    case 'open': return m.draft_open()
    case 'submitted': return m.draft_submitted()
    case 'sent_back': return m.draft_sent_back()
    case 'accepted': return m.draft_accepted()
    case 'discarded': return m.draft_discarded()
  }
}
