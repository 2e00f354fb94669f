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

const NO_ORDER = Symbol()

/**
 * The value with its keys put in order, itself where they stand so already; JSON.stringify then writes it in half the time of
 * {@link written}. NO_ORDER where JavaScript would order the keys itself, as it does with those that read as integers.
 */
function inOrder(value: unknown): unknown {
  if (typeof value === 'number') return finite(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return arrayInOrder(value)
  const object = value as Readonly<Record<string, unknown>>
  const keys = Object.keys(object)
  let ordered: Record<string, unknown> | null = sortKeys(keys) ? {} : null
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!
    if (!stays(key)) return NO_ORDER
    const member = inOrder(object[key])
    if (member === NO_ORDER) return NO_ORDER
    if (ordered === null && member !== object[key]) {
      ordered = {}
      for (let before = 0; before < at; before++) ordered[keys[before]!] = object[keys[before]!]
    }
    if (ordered !== null) ordered[key] = member
  }
  return ordered ?? object
}

function arrayInOrder(values: readonly unknown[]): unknown {
  let ordered: unknown[] | null = null
  for (let at = 0; at < values.length; at++) {
    const member = inOrder(values[at])
    if (member === NO_ORDER) return NO_ORDER
    if (member !== values[at]) ordered ??= values.slice()
    if (ordered !== null) ordered[at] = member
  }
  return ordered ?? values
}

/** Whether a key stays where it is put, and is no property of all objects (`__proto__`): it begins with no digit and no `_`. */
function stays(key: string): boolean {
  const first = key.charCodeAt(0)
  return key !== '' && !(first >= 0x30 && first <= 0x39) && first !== 0x5f
}

function written(value: unknown): string {
  if (typeof value === 'number') return JSON.stringify(finite(value))
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  const members = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${written(member)}`
  }
  return `{${text}}`
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`${value} has no JSON form`)
  return value
}

/** More keys than this are left to JavaScript's sort, which for fewer makes more garbage than all else that a record goes through. */
const FEW_KEYS = 64

/** Puts keys in the order of their code units; says whether they stood in another. */
function sortKeys(keys: string[]): boolean {
  let moved = false
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at]!
    if (keys[at - 1]! <= key) continue
    moved = true
    if (keys.length > FEW_KEYS) {
      keys.sort()
      break
    }
    let to = at
    for (; to > 0 && keys[to - 1]! > key; to--) keys[to] = keys[to - 1]!
    keys[to] = key
  }
  return moved
}
