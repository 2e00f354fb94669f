import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { Installation } from '../installation.ts'

/** A moment at which somebody looks: what had been committed then, and since when something was being written that had not. */
export type Look = { readonly at: Date; readonly snapshot: string; readonly openSince: Date | null }

/** The moment that is now. */
export async function lookNow(at: Installation): Promise<Look> {
  const moment = at.now()
  const { rows: [seen] } = await sql<{ snapshot: string; open: Date | null }>`select pg_current_snapshot()::text as snapshot,
    (select min(xact_start) from pg_stat_activity where backend_xid is not null and datname = current_database()) as open`.execute(at.db)
  return { at: moment, snapshot: seen!.snapshot, openSince: seen!.open }
}

const MarkedSchema = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,20}:\d{1,20}:[\d,]*$/), z.iso.datetime().nullable()])

/** A look as one word, to be sent back. */
export function markOf({ at, snapshot, openSince }: Look): string {
  return Buffer.from(JSON.stringify([at, snapshot, openSince])).toString('base64url')
}

/** The look that a word stands for; refuses `search.mark` for any other word. */
export function lookOf(mark: string): Look {
  try {
    const [at, snapshot, open] = MarkedSchema.parse(JSON.parse(Buffer.from(mark, 'base64url').toString()))
    return { at: new Date(at), snapshot, openSince: open === null ? null : new Date(open) }
  } catch {
    throw new Refusal('search.mark', {
      en: 'This is no mark of a list of saved searches; send back the “mark” of the list that was looked at.',
      ko: '저장한 검색 목록의 표시가 아닙니다. 확인한 목록의 “mark”를 그대로 보내십시오.',
    })
  }
}
