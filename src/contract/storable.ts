/**
 * Where in `value` a text or name stands that no database can keep as Unicode: with NUL, or with half of a surrogate
 * pair;
 * null where there is none. The path is joined with dots.
 */
export function unstorableIn(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : path
  if (typeof value !== 'object' || value === null) return null
  for (const [name, member] of Object.entries(value)) {
    const at = path === '' ? name : `${path}.${name}`
    const found = isStorable(name) ? unstorableIn(member, at) : path
    if (found !== null) return found
  }
  return null
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
