/** The commonest values with their counts, at most `most` of them; missing values are not counted. */
export function commonest(values: readonly (string | number | null)[], most: number): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const value of values) {
    if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
    .slice(0, most)
}
