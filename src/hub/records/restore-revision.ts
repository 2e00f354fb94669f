import { Refusal } from '#science/refusal.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { readableRecord } from './get-record.ts'
import { reviseRecord } from './store-record.ts'

/**
 * Adds a revision upon revision `upon` that says what revision `n` said; what stood between stays in the list.
 *
 * Held to its template and to what else is in the hub like any revision. Refuses `revision.not_found`.
 */
export async function restoreRevision(
  at: Installation, actor: Actor, id: string, { n, upon, reason }: { n: number; upon: number; reason: string },
) {
  const { hub } = await readableRecord(at, actor, id)
  const older = await at.db
    .selectFrom('revision')
    .select('content')
    .where('hub', '=', hub)
    .where('record', '=', id)
    .where('n', '=', n)
    .executeTakeFirst()
  if (!older) throw noRevision(n)
  return reviseRecord(at, actor, id, upon, older.content, reason)
}

function noRevision(n: number): Refusal {
  return new Refusal(
    'revision.not_found',
    {
      en: `This record has no revision ${n}; choose one from the list of its revisions.`,
      ko: `이 기록에는 개정 ${n}이(가) 없습니다. 개정 목록에서 고르십시오.`,
    },
    { n },
  )
}
