import { Refusal } from '#science/refusal.ts'
import type { z } from 'zod'
import type { PageQuery } from '#contract/page.ts'

/** Which page of a list is wanted. */
export type PageAsked = z.output<typeof PageQuery>

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * One page of a list in a fixed order, and the cursor of the next.
 *
 * `read` answers things after the place that a cursor names, and one more than the page has room for, to know whether
 * there is a next page. A place is what the list is ordered by (the id, unless `placeOf` says another), never a count: what
 * is added or gone meanwhile makes nothing come twice or be passed over.
 */
export async function readPage<Row extends { readonly id: string }>(
  list: string, asked: PageAsked, read: (after: string | null, most: number) => Promise<readonly Row[]>,
): Promise<{ rows: readonly Row[]; next: string | null }> {
  const after = asked.cursor === undefined ? null : placeOf(list, asked.cursor, UUID)
  const found = await read(after, asked.limit + 1)
  const rows = found.slice(0, asked.limit)
  return { rows, next: found.length > asked.limit ? cursorAt(list, rows.at(-1)!.id) : null }
}

/** As {@link readPage}, of things that are at hand whole, in an order of their own. */
export function cutPage<Row>(
  list: string, asked: PageAsked, all: readonly Row[], keyOf: (row: Row) => string,
): { rows: readonly Row[]; next: string | null } {
  let begin = 0
  if (asked.cursor !== undefined) {
    const after = placeOf(list, asked.cursor, /./)
    begin = all.findIndex((row) => keyOf(row) === after) + 1
    if (begin === 0) throw cursorUnreadable(asked.cursor)
  }
  const rows = all.slice(begin, begin + asked.limit)
  return { rows, next: begin + rows.length < all.length ? cursorAt(list, keyOf(rows.at(-1)!)) : null }
}

/** A place in a list as a cursor: one word that says nothing to its reader. */
export function cursorAt(list: string, place: string): string {
  return Buffer.from(`${list}\n${place}`).toString('base64url')
}

/** The place that a cursor of this list names; refuses what is none, or one of another list. */
export function placeOf(list: string, cursor: string, form: RegExp): string {
  const [of, place = '', ...more] = Buffer.from(cursor, 'base64url').toString('utf8').split('\n')
  if (of !== list || more.length > 0 || !form.test(place)) throw cursorUnreadable(cursor)
  return place
}

/** The refusal of what no page before has answered. */
export function cursorUnreadable(cursor: string): Refusal {
  return new Refusal(
    'cursor.unreadable',
    {
      en: `“${cursor}” is no cursor of this list; take “next” of the page before, as it stands.`,
      ko: `“${cursor}”은(는) 이 목록의 커서가 아닙니다. 이전 페이지의 “next” 값을 그대로 사용하십시오.`,
    },
    { cursor },
  )
}
