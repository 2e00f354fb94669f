import { withoutSummaries, withSummaries } from '#record/curves/fill-summaries.ts'
import type { summariesOf } from '#record/curves/summaries.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Value, Values } from '#record/records/value.ts'
import type { Problem } from '#record/templates/problem.ts'
import type { Template } from '#record/templates/template.ts'
import { keepCurve } from './keep-curve.ts'
import { keepFile } from './keep-file.ts'
import { keepStructure } from './keep-structure.ts'
import { orTold } from './keeping.ts'
import type { Keeping } from './keeping.ts'
import { requireReferred } from './require-referred.ts'

/**
 * The content with its values as they are stored: points of curves in the file store and their summaries filled in, sizes,
 * kinds and cells read from the files. Do this before the content is checked against its template, which may require what
 * a curve gives.
 *
 * Refuses what the checks of each kind find, `file.not_found` for a file and `reference.no_record` for a record that this
 * hub does not hold. Files of a write that comes to nothing stay; no record names them. A check (`tell`) hears all of that
 * instead, and writes nothing.
 */
export async function keepValues(keeping: Keeping, content: RecordContent, template: Template): Promise<RecordContent> {
  const values = await keptValues(keeping, content.values, template)
  const kept = values === content.values ? content : { ...content, values }
  if (kept.kind !== 'process') return kept
  const { tell } = keeping
  const ofPlan = tell ? { ...keeping, tell: (problem: Problem) => tell({ ...problem, planned: true }) } : keeping
  const planned = await keptValues(ofPlan, kept.planned, template)
  return planned === kept.planned ? kept : { ...kept, planned }
}

const STAYS_AS_GIVEN: ReadonlySet<Value['type']> = new Set(['quantity', 'composition', 'terms', 'text', 'boolean', 'table'])

async function keptValues(keeping: Keeping, given: Values, template: Template): Promise<Values> {
  const values = withoutSummaries(given)
  if (Object.values(values).every(({ type }) => STAYS_AS_GIVEN.has(type))) return values
  const kept: Record<string, Value> = {}
  const summaries: ReturnType<typeof summariesOf>[number][] = []
  for (const field of template.fields) {
    const value = values[field.name]
    // A value of another type than its field's is for the check against the template to refuse.
    if (value === undefined || value.type !== field.type) continue
    const keep = <V extends Value>(work: () => Promise<V>) => orTold<Value>(keeping, field, value, work)
    if (value.type === 'curve') {
      kept[field.name] = await keep(async () => {
        const curve = await keepCurve(keeping, template, field, value)
        summaries.push(...curve.summaries)
        return curve.value
      })
    } else if (value.type === 'file' || value.type === 'image') kept[field.name] = await keep(() => keepFile(keeping, field, value))
    else if (value.type === 'structure') kept[field.name] = await keep(() => keepStructure(keeping, value))
    else if (value.type === 'reference') {
      await keep(async () => {
        await requireReferred(keeping, { [field.name]: value })
        return value
      })
    }
  }
  return Object.keys(kept).length === 0 ? values : withSummaries({ ...values, ...kept }, summaries)
}
