import { z } from 'zod'

/** Things on one page of a list at most. */
export const MOST_ON_PAGE = 500

const CursorSchema = z.string().max(500).optional().describe('`next` of the page before, as it stands; the first page without')

/** What every list takes that can grow. */
export const PageQuery = z.object({
  cursor: CursorSchema,
  limit: z.coerce.number().int().min(1).max(MOST_ON_PAGE).default(100).describe('Things on a page'),
})

/** What rows of a table take: larger pages, and a place to begin at. */
export const RowsQuery = z.object({
  cursor: CursorSchema,
  limit: z.coerce.number().int().min(1).max(10_000).default(100).describe('Rows on a page'),
  offset: z.coerce.number().int().min(0).default(0).describe('Rows to pass over before the first page; a cursor has its own place'),
})

/** What every page of a list says beside its things. */
export const NextSchema = z.string().nullable().describe('Cursor of the next page; null on the last')
