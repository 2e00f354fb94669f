import type { z } from 'zod'
import type { RecordSchema } from '#contract/schemas/record.ts'
import { filesNamed } from '#record/erasure/erased-content.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Reader } from '../installation.ts'

/** Each file that a content names, by SHA-256: held by its hub, deleted there, or never there and kept elsewhere. */
export async function whereFilesAre(db: Reader, hub: string, content: RecordContent): Promise<z.infer<typeof RecordSchema>['files']> {
  const named = [...new Set(filesNamed(content))].sort()
  if (named.length === 0) return {}
  const rows = await db.selectFrom('file').select(['sha256', 'deleted_at']).where('hub', '=', hub).where('sha256', 'in', named).execute()
  const here = new Map(rows.map(({ sha256, deleted_at }) => [sha256, deleted_at === null ? ('held' as const) : ('deleted' as const)]))
  return Object.fromEntries(named.map((sha256) => [sha256, here.get(sha256) ?? 'elsewhere']))
}
