import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import type { Actor } from './actor.ts'
import type { Installation, Transacted } from './installation.ts'

/** How long a key is remembered: longer than any instrument goes on trying. */
const REMEMBERED = '7 days'

/**
 * Runs `write` in a transaction of its own; a request with a key that was carried out before gets the answer that it got
 * then, and nothing is written again.
 *
 * The key is kept in the transaction of what it wrote, so there is never one without the other. Two requests with one key
 * at once: the second waits for the first. Refuses `request.key_reused` where the key came with another request.
 */
export async function writeOnce<Answer>(
  at: Installation, actor: Actor, write: (trx: Transacted) => Promise<Answer>,
): Promise<Answer> {
  const { once } = actor
  if (actor.unchanged && !(await wasWritten(at, actor))) await actor.unchanged()
  if (!once) return at.db.transaction().execute(write)
  await sql`delete from written_once where at < now() - interval '${sql.raw(REMEMBERED)}'`.execute(at.db)
  return at.db.transaction().execute(async (trx) => {
    const taken = await trx
      .insertInto('written_once')
      .values({ account: actor.account, key: once.key, request: once.request, answer: null })
      .onConflict((conflict) => conflict.columns(['account', 'key']).doNothing())
      .executeTakeFirst()
    const row = trx.selectFrom('written_once').where('account', '=', actor.account).where('key', '=', once.key)
    if (Number(taken.numInsertedOrUpdatedRows) === 0) {
      const { request, answer } = await row.select(['request', 'answer']).executeTakeFirstOrThrow()
      if (request !== once.request) throw keyReused(once.key)
      return answer as Answer
    }
    const answer = await write(trx)
    await trx
      .updateTable('written_once').set({ answer: JSON.stringify(answer ?? null) })
      .where('account', '=', actor.account).where('key', '=', once.key).execute()
    return answer
  })
}

/** Whether this very request was carried out before: then what it found unchanged has been changed by itself. */
async function wasWritten(at: Installation, { account, once }: Actor): Promise<boolean> {
  if (!once) return false
  const row = await at.db
    .selectFrom('written_once').select('request').where('account', '=', account).where('key', '=', once.key).executeTakeFirst()
  return row?.request === once.request
}

function keyReused(key: string): Refusal {
  return new Refusal(
    'request.key_reused',
    {
      en: `The Idempotency-Key “${key}” came with another request before; give each request a key of its own.`,
      ko: `Idempotency-Key “${key}”은(는) 이미 다른 요청에 쓰였습니다. 요청마다 새 키를 사용하십시오.`,
    },
    { key },
  )
}
