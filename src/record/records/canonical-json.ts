/**
 * JSON with object keys in code-unit order and no space, so that equal contents give equal text.
 *
 * Follows RFC 8785 (JCS) for what records hold: finite numbers, strings, booleans, null, arrays, plain objects.
 * Keys whose value is undefined are left out, as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  const ordered = inOrder(value)
  return ordered === NO_ORDER ? written(value) : JSON.stringify(ordered)
}

/** The object of members whose canonical texts are known: a content that is stored and hashed is written out once. */
export function canonicalMembers(members: Readonly<Record<string, string>>): string {
  return writtenObject(members, (text) => text)
}

const NO_ORDER = Symbol()

/**
 * The value with its keys put in order, which JSON.stringify then writes in half the time of {@link written}; NO_ORDER where
 * JavaScript would order the keys itself, as it does with those that read as integers.
 */
function inOrder(value: unknown): unknown {
  if (typeof value === 'number') return finite(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const members = value.map(inOrder)
    return members.includes(NO_ORDER) ? NO_ORDER : members
  }
  const ordered: Record<string, unknown> = {}
  for (const key of sorted(Object.keys(value))) {
    if (!STAYS.test(key)) return NO_ORDER
    const member = inOrder((value as Readonly<Record<string, unknown>>)[key])
    if (member === NO_ORDER) return NO_ORDER
    ordered[key] = member
  }
  return ordered
}

/** A key that stays where it is put, and is no property of all objects (`__proto__`). */
const STAYS = /^[^\d_]/

function written(value: unknown): string {
  if (typeof value === 'number') return JSON.stringify(finite(value))
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  return writtenObject(value as Readonly<Record<string, unknown>>, written)
}

function writtenObject<T>(members: Readonly<Record<string, T>>, textOf: (member: T) => string): string {
  let text = ''
  for (const key of sorted(Object.keys(members))) {
    const member = members[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${textOf(member)}`
  }
  return `{${text}}`
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`${value} has no JSON form`)
  return value
}

/** Sorts by code units; what a program wrote often is so already. */
function sorted(keys: string[]): string[] {
  for (let at = 1; at < keys.length; at++) if (keys[at - 1]! > keys[at]!) return keys.sort()
  return keys
}
