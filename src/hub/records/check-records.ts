import type { z } from 'zod'
import type { CalculationRemarkSchema } from '#contract/schemas/record.ts'
import type { ReadValueSchema, RecordProblemSchema } from '#contract/schemas/record-problem.ts'
import { Refusal } from '#science/refusal.ts'
import { referencedIds } from '#record/lineage/participants.ts'
import type { RecordContent } from '#record/records/record.ts'
import { calculationRemarks } from '#record/expressions/calculate-content.ts'
import { admitContent } from '#record/templates/admit-content.ts'
import type { Values } from '#record/records/value.ts'
import type { Problem } from '#record/templates/problem.ts'
import type { Template } from '#record/templates/template.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'
import { keepValues } from '../values/keep-values.ts'
import type { Keeping } from '../values/keeping.ts'
import { isRecordId, unknownReference } from './draft-keys.ts'
import { deletedMaterial } from './store-record.ts'
import { templateNamed, templatesOf } from './templates-of.ts'
import type { WrittenDraft } from './write-records.ts'

export type RecordProblem = z.infer<typeof RecordProblemSchema>

/** A value that is read out of a file, that a curve gives, or that is calculated. */
export type ReadValue = z.infer<typeof ReadValueSchema>

export type Checked = {
  readonly problems: RecordProblem[]
  readonly read: ReadValue[]
  readonly remarks: (z.infer<typeof CalculationRemarkSchema> & { key: string })[]
}

/**
 * What would be refused in these records, all of it and by field, and what their files say; nothing is written.
 *
 * Whether a process would close a circle, and whether another made its outputs already, is known only when it is written.
 */
export async function checkRecords(
  at: Installation, actor: Actor, slug: string, drafts: readonly WrittenDraft[],
): Promise<Checked> {
  const hub = await hubFor(at.db, actor, slug, 'record')
  return checkDrafts({ db: at.db, files: at.files, hub: hub.id, author: actor.account }, drafts)
}

/** As {@link checkRecords}, for a hub that the actor is known to be of. */
export async function checkDrafts(keeping: Keeping, drafts: readonly WrittenDraft[]): Promise<Checked> {
  const { db, hub } = keeping
  const templates = await templatesOf(db, hub)
  const materials = await storedMaterials(db, hub, drafts)
  const earlier = new Set<string>()
  const checked: Checked = { problems: [], read: [], remarks: [] }
  for (const { key, content: written, revises } of drafts) {
    const content = written as RecordContent
    const found: Problem[] = []
    try {
      const template = templateNamed(templates, content.template)
      const kept = await keepValues({ ...keeping, tell: (problem) => void found.push(problem) }, content, template)
      const admitted = admitContent(kept, template)
      found.push(...admitted.problems.filter((problem) => !followsFrom(found, problem, template)))
      checked.read.push(...readIn(content, admitted.content).map((one) => ({ key, ...one }) as ReadValue))
      checked.remarks.push(...calculationRemarks(admitted.content, template).map((remark) => ({ key, ...remark })))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      found.push({ code: error.code, field: null, text: error.text, details: error.details })
    }
    for (const reference of new Set(referencedIds(content))) {
      // Whether an earlier revision pointed to it already is known when it is written.
      const isDeleted = materials.get(reference) === true && !revises
      if (earlier.has(reference) || (materials.has(reference) && !isDeleted)) continue
      const { code, text, details } = isDeleted ? deletedMaterial(reference) : unknownReference(reference)
      found.push({ code, field: null, text, details })
    }
    if (content.kind === 'material') earlier.add(key)
    checked.problems.push(...found.map(({ planned = false, ...problem }) => ({ key, planned, ...problem, details: { ...problem.details } })))
  }
  return checked
}

/** Whether a problem was told already with what its file says, or is only that a curve that cannot be read gives nothing. */
function followsFrom(told: readonly Problem[], { code, field, planned = false }: Problem, template: Template): boolean {
  return told.some((before) => {
    if ((before.planned ?? false) !== planned) return false
    const fills = template.fields.find(({ name }) => name === before.field)?.summaries ?? []
    return before.field === field || (code === 'field.required' && fills.some(({ name }) => name === field))
  })
}

/** The values that are kept otherwise than they were given, or that nobody gave. */
function readIn(given: RecordContent, kept: RecordContent): Omit<ReadValue, 'key'>[] {
  const changed = (planned: boolean, before: Values, after: Values) => Object.entries(after)
    .filter(([field, value]) => value !== before[field])
    .map(([field, value]) => ({ field, planned, value }) as Omit<ReadValue, 'key'>)
  return [
    ...changed(false, given.values, kept.values),
    ...(given.kind === 'process' && kept.kind === 'process' ? changed(true, given.planned, kept.planned) : []),
  ]
}

/** The stored materials that drafts point to, and whether each was deleted. */
async function storedMaterials(db: Reader, hub: string, drafts: readonly WrittenDraft[]): Promise<ReadonlyMap<string, boolean>> {
  const ids = [...new Set(drafts.flatMap(({ content }) => referencedIds(content as RecordContent)).filter(isRecordId))]
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('record').select(['id', 'deleted_at']).where('hub', '=', hub).where('kind', '=', 'material').where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, deleted_at }) => [id, deleted_at !== null]))
}
