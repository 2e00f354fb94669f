/** What a member of a hub is; each may do what those after it may, and more. */
export const ROLES = ['lead', 'curator', 'researcher', 'instrument', 'reader'] as const
export type HubRole = (typeof ROLES)[number]

/** What one may want to do in a hub. */
export type Action = 'read' | 'record' | 'review' | 'import' | 'judge' | 'learn' | 'plan' | 'template' | 'people' | 'erase'

const ALLOWED: Readonly<Record<HubRole, readonly Action[]>> = {
  lead: ['read', 'record', 'review', 'import', 'judge', 'learn', 'plan', 'template', 'people', 'erase'],
  curator: ['read', 'record', 'review', 'import', 'judge', 'learn', 'plan', 'template'],
  researcher: ['read', 'record', 'import', 'judge', 'learn', 'plan'],
  instrument: ['read', 'record'],
  reader: ['read'],
}

/** Whether a member with this role may do this; someone without a role may do nothing. */
export function may(role: HubRole | null, action: Action): boolean {
  return role !== null && ALLOWED[role].includes(action)
}

/** The role of those two that allows less. */
export function lesser(one: HubRole, other: HubRole): HubRole {
  return ROLES.indexOf(one) > ROLES.indexOf(other) ? one : other
}
