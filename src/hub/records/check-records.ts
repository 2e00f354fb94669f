import type { z } from 'zod'
import type { RecordProblemSchema } from '#contract/schemas/record-problem.ts'
import { Refusal } from '#science/refusal.ts'
import { referencedIds } from '#record/lineage/participants.ts'
import type { RecordContent } from '#record/records/record.ts'
import { checkContent } from '#record/templates/check-content.ts'
import type { Problem } from '#record/templates/problem.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'
import { isRecordId, unknownReference } from './draft-keys.ts'
import { templateNamed, templatesOf } from './templates-of.ts'
import type { WrittenDraft } from './write-records.ts'

export type RecordProblem = z.infer<typeof RecordProblemSchema>

/**
 * What would be refused in these records, all of it and by field; nothing is written.
 *
 * Whether a process would close a circle, and whether another made its outputs already, is known only when it is written.
 */
export async function checkRecords(
  at: Installation, actor: Actor, slug: string, drafts: readonly WrittenDraft[],
): Promise<{ problems: RecordProblem[] }> {
  const hub = await hubFor(at.db, actor, slug, 'record')
  return { problems: await problemsOf(at.db, hub.id, drafts) }
}

/** As {@link checkRecords}, for a hub that the actor is known to be of. */
export async function problemsOf(db: Reader, hub: string, drafts: readonly WrittenDraft[]): Promise<RecordProblem[]> {
  const templates = await templatesOf(db, hub)
  const materials = await storedMaterials(db, hub, drafts)
  const earlier = new Set<string>()
  const problems: RecordProblem[] = []
  for (const { key, content: written } of drafts) {
    const content = written as RecordContent
    const found: Problem[] = []
    try {
      found.push(...checkContent(content, templateNamed(templates, content.template)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      found.push({ code: error.code, field: null, text: error.text, details: error.details })
    }
    for (const reference of new Set(referencedIds(content))) {
      if (earlier.has(reference) || materials.has(reference)) continue
      const { code, text, details } = unknownReference(reference)
      found.push({ code, field: null, text, details })
    }
    if (content.kind === 'material') earlier.add(key)
    problems.push(...found.map(({ planned = false, ...problem }) => ({ key, planned, ...problem, details: { ...problem.details } })))
  }
  return problems
}

async function storedMaterials(db: Reader, hub: string, drafts: readonly WrittenDraft[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(drafts.flatMap(({ content }) => referencedIds(content as RecordContent)).filter(isRecordId))]
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('record').select('id').where('hub', '=', hub).where('kind', '=', 'material').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}
