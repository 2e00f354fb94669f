import { withQuery } from '../../navigation.svelte.ts'
import type { RecordFilter } from './record-filter.ts'

/** The plot of what a list shows: of the records of one template, with the list's other filters, `y` being its field. */
export function plotAddress(hub: string, filter: RecordFilter, rows: string, y?: string): string {
  const { template: _, ...rest } = filter
  return withQuery(`/h/${hub}/plot`, { ...rest, rows, y })
}
