/**
 * JSON with object keys in code-unit order and no space, so that equal contents give equal text.
 *
 * Follows RFC 8785 (JCS) for what records hold: finite numbers, strings, booleans, null, arrays, plain objects.
 * Keys whose value is undefined are left out, as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${value} has no JSON form`)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  return canonicalObject(value as Readonly<Record<string, unknown>>, canonicalJson)
}

/** The object of members whose canonical texts are known: a content that is stored and hashed is written out once. */
export function canonicalMembers(members: Readonly<Record<string, string>>): string {
  return canonicalObject(members, (text) => text)
}

function canonicalObject<T>(members: Readonly<Record<string, T>>, textOf: (member: T) => string): string {
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${textOf(member)}`
  }
  return `{${text}}`
}
