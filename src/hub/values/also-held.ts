import { filesElsewhere } from '#record/erasure/erased-content.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Reader } from '../installation.ts'

/** Of the files that a record says are kept elsewhere, those that its hub holds as well, by SHA-256. */
export async function alsoHeld(db: Reader, hub: string, content: RecordContent): Promise<string[]> {
  const elsewhere = filesElsewhere(content).map(({ sha256 }) => sha256)
  if (elsewhere.length === 0) return []
  const rows = await db
    .selectFrom('file').select('sha256').where('hub', '=', hub).where('sha256', 'in', elsewhere).where('deleted_at', 'is', null).orderBy('sha256').execute()
  return rows.map(({ sha256 }) => sha256)
}
