import { withoutSummaries, withSummaries } from '#record/curves/fill-summaries.ts'
import type { summariesOf } from '#record/curves/summaries.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Value, Values } from '#record/records/value.ts'
import type { Template } from '#record/templates/template.ts'
import { keepCurve } from './keep-curve.ts'
import { keepFile } from './keep-file.ts'
import type { Keeping } from './keeping.ts'

/**
 * The content with its curves, files and images as they are stored: points in the file store, summaries filled in, sizes
 * and kinds read from the bytes. Do this before the content is checked against its template, which may require what a
 * curve gives.
 *
 * Refuses what `checkCurve`, `checkPoints`, `readCurveCsv`, `checkFile` and `checkPicture` find, and `file.not_found` for a
 * file that this hub does not hold. Files of a write that comes to nothing stay; no record names them.
 */
export async function keepValues(keeping: Keeping, content: RecordContent, template: Template): Promise<RecordContent> {
  const values = await keptValues(keeping, content.values, template)
  const kept = values === content.values ? content : { ...content, values }
  if (kept.kind !== 'process') return kept
  const planned = await keptValues(keeping, kept.planned, template)
  return planned === kept.planned ? kept : { ...kept, planned }
}

async function keptValues(keeping: Keeping, given: Values, template: Template): Promise<Values> {
  const values = withoutSummaries(given)
  const kept: Record<string, Value> = {}
  const summaries: ReturnType<typeof summariesOf>[number][] = []
  for (const field of template.fields) {
    const value = values[field.name]
    // A value of another type than its field's is for the check against the template to refuse.
    if (value === undefined || value.type !== field.type) continue
    if (value.type === 'curve') {
      const curve = await keepCurve(keeping, template, field, value)
      kept[field.name] = curve.value
      summaries.push(...curve.summaries)
    } else if (value.type === 'file' || value.type === 'image') kept[field.name] = await keepFile(keeping, field, value)
  }
  return Object.keys(kept).length === 0 ? values : withSummaries({ ...values, ...kept }, summaries)
}
