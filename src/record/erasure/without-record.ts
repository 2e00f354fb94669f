/**
 * A report without what it says of one record: entries of lists that are about it go, and so does a single one (`null`).
 *
 * An entry is about a record that it has as `record` (an id, or something with an id), as its own `id`, or among its `records`.
 */
export function withoutRecord(report: unknown, id: string): unknown {
  if (Array.isArray(report)) return report.filter((entry) => entry !== id && !isAbout(entry, id)).map((entry) => withoutRecord(entry, id))
  if (typeof report !== 'object' || report === null) return report
  return Object.fromEntries(Object.entries(report).map(([key, value]) => [key, isAbout(value, id) ? null : withoutRecord(value, id)]))
}

function isAbout(entry: unknown, id: string): boolean {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false
  const { id: own, record, records } = entry as Record<string, unknown>
  const isIt = (one: unknown) => one === id || (typeof one === 'object' && one !== null && (one as { id?: unknown }).id === id)
  return own === id || isIt(record) || (Array.isArray(records) && records.some(isIt))
}
