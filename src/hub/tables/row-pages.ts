import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { RowsQuery } from '#contract/page.ts'
import type { TableRowsSchema } from '#contract/schemas/table.ts'
import type { BuiltTable } from '#record/tables/build-table.ts'
import { Refusal } from '#science/refusal.ts'
import { cursorAt, placeOf } from '../page.ts'

export type RowsAsked = z.output<typeof RowsQuery>
export type TableRows = z.infer<typeof TableRowsSchema>

/** Cells of tables that are being read on, some 100 bytes each where no other holds them; the last one stays in any case. */
const MOST_CELLS = 2_000_000

/** Tables that somebody may be reading on, by a word that their cursors have; the one asked for last stands last. */
const held = new Map<string, BuiltTable>()
const words = new WeakMap<BuiltTable, string>()

/**
 * A page of a live table. The cursor of its next page belongs to the table as it was built for the first one, so a reader
 * gets it whole, of one moment, while records are written.
 *
 * This process holds such a table until others have pushed it out; then `cursor.outdated` says so rather than go on with
 * another moment. `current` builds it for whoever begins.
 */
export async function livePage(table: string, asked: RowsAsked, current: () => Promise<BuiltTable>): Promise<TableRows> {
  const list = `rows ${table}`
  if (asked.cursor === undefined) {
    const built = await current()
    return pageOf(built, asked.offset, asked.limit, (place) => cursorAt(list, `${hold(built)} ${place}`))
  }
  const [word = '', place] = placeOf(list, asked.cursor, /^[0-9a-f]{16} \d{1,9}$/).split(' ')
  const built = held.get(word)
  if (!built) throw outdated()
  hold(built)
  return pageOf(built, Number(place), asked.limit, (next) => cursorAt(list, `${word} ${next}`))
}

/** A page of a frozen table, which is the same at any time. */
export function frozenPage(frozen: string, asked: RowsAsked, built: BuiltTable): TableRows {
  const list = `frozen ${frozen}`
  const begin = asked.cursor === undefined ? asked.offset : Number(placeOf(list, asked.cursor, /^\d{1,9}$/))
  return pageOf(built, begin, asked.limit, (place) => cursorAt(list, String(place)))
}

function pageOf({ columns, rows }: BuiltTable, begin: number, limit: number, cursor: (place: number) => string): TableRows {
  const end = begin + limit
  return {
    total: rows.length,
    columns: [...columns],
    rows: rows.slice(begin, end).map(({ record, name, cells }) => ({ record, name, cells: [...cells] })),
    next: end < rows.length ? cursor(end) : null,
  }
}

function hold(built: BuiltTable): string {
  const word = words.get(built) ?? randomBytes(8).toString('hex')
  words.set(built, word)
  held.delete(word)
  held.set(word, built)
  let cells = 0
  for (const [one, { rows, columns }] of [...held].reverse()) {
    cells += rows.length * columns.length
    if (cells > MOST_CELLS && one !== word) held.delete(one)
  }
  return word
}

function outdated(): Refusal {
  return new Refusal('cursor.outdated', {
    en: 'The hub no longer holds the table as it was at the first page. Begin again without a cursor, or freeze the table and read that.',
    ko: '첫 페이지를 읽을 때의 표가 더 이상 유지되고 있지 않습니다. 커서 없이 처음부터 다시 읽거나, 표를 동결한 뒤 동결본을 읽으십시오.',
  })
}
