import { ROLE_NAMES } from '#contract/schemas/people.ts'
import { say } from '../../language.ts'
import type { Hub } from '../../session.svelte.ts'
import { m } from '../../messages/compiled/messages.js'

export type Role = Hub['role']

/** Roles that a person may have, from the one that may most. */
export const PERSON_ROLES = ['lead', 'curator', 'researcher', 'reader'] as const

/** A role in the reader's language. */
export function roleLabel(role: Role): string {
  return say(ROLE_NAMES[role])
}

/** What somebody with this role may do, in a line. */
export function roleAbout(role: Role): string {
  return {
    lead: m.role_lead_about(), curator: m.role_curator_about(), researcher: m.role_researcher_about(), instrument: m.role_instrument_about(),
    reader: m.role_reader_about(),
  }[role]
}
