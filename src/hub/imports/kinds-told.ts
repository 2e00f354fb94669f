import type { z } from 'zod'
import type { FindingKindSchema } from '#contract/schemas/import.ts'
import type { KeptFindings } from '#stewardship/exchange/kept-findings.ts'

/** A sheet of thousands of columns may have a kind for each. */
const MOST_KINDS = 200

/** Kinds of findings as a report holds them. */
export function kindsTold(kept: KeptFindings): z.infer<typeof FindingKindSchema>[] {
  return kept.kinds().slice(0, MOST_KINDS).map(({ lines, ...kind }) => ({ ...kind, lines: [...lines] }))
}
