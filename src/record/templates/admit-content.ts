import { calculateContent } from '../expressions/calculate-content.ts'
import type { RecordContent } from '../records/record.ts'
import { checkContent } from './check-content.ts'
import type { Problem } from './problem.ts'
import type { Template } from './template.ts'

/** A content as it is stored, and everything in it that its template does not allow. */
export type Admitted = { readonly content: RecordContent; readonly problems: readonly Problem[] }

/**
 * The one door by which contents come into a hub: what its template calculates is filled in, then all of it is checked.
 *
 * Codes: those of `calculateContent` and `checkContent`.
 */
export function admitContent(given: RecordContent, template: Template): Admitted {
  const { content, problems } = calculateContent(given, template)
  const found = checkContent(content, template)
  return { content, problems: problems.length === 0 ? found : [...problems, ...found] }
}
