import { Refusal } from '#science/refusal.ts'
import type { Values } from '#record/records/value.ts'
import { referredIn } from '#record/records/references.ts'
import type { Keeping } from './keeping.ts'

/** Refuses `reference.no_record` where values refer to a record that this hub does not hold. */
export async function requireReferred({ db, hub }: Keeping, values: Values): Promise<void> {
  const ids = referredIn(values)
  if (ids.length === 0) return
  const rows = await db.selectFrom('record').select('id').where('hub', '=', hub).where('id', 'in', [...ids]).execute()
  const held = new Set(rows.map(({ id }) => id))
  const missing = ids.find((id) => !held.has(id))
  if (missing === undefined) return
  throw new Refusal('reference.no_record', {
    en: `There is no record ${missing} in this hub to refer to; use the id that its page shows, or give a DOI or an address.`,
    ko: `이 허브에 참조할 기록 ${missing}이(가) 없습니다. 기록 화면에 나오는 식별자를 쓰거나 DOI 또는 주소를 주십시오.`,
  }, { record: missing })
}
