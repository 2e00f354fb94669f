import { figure } from './number-text.ts'
import { labelled } from './text-table.ts'

const MOST_BARS = 10
const BAR = 24

/** What matters most, greatest first, with a bar for each; empty where nothing matters. */
export function importanceBars(title: string, given: readonly { name: string; value: number; sd?: number }[]): string {
  const largest = Math.max(0, ...given.map(({ value }) => value))
  if (largest <= 0) return ''
  const bar = (value: number) => '█'.repeat(Math.max(0, Math.round((value / largest) * BAR)))
  const greatest = given.toSorted((a, b) => b.value - a.value).slice(0, MOST_BARS)
  const lines = greatest.map(({ name, value, sd }): [string, string] =>
    [`  ${name}`, `${bar(value)} ${figure(value, 3)}${sd === undefined ? '' : ` ± ${figure(sd, 2)}`}`])
  return `${title}\n${labelled(lines)}`
}
