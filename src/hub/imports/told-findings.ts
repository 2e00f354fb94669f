import type { z } from 'zod'
import type { FindingSchema } from '#contract/schemas/import.ts'
import type { ToldFinding } from '#stewardship/exchange/apply-recipe.ts'
import type { Transacted } from '../installation.ts'
import { recordsByKey } from '../records/write-drafts.ts'

/** Findings as a report holds them: the records that they are about by their ids. */
export async function toldFindings(trx: Transacted, hub: string, recipe: string, findings: readonly ToldFinding[]): Promise<z.infer<typeof FindingSchema>[]> {
  const written = await recordsByKey(trx, hub, recipe, findings.flatMap(({ records = [] }) => records.map(({ key }) => key)))
  return findings.map(({ records, ...finding }) => ({
    ...finding, ...(records && { records: records.map(({ key, ...record }) => ({ id: written.get(key)!.record, ...record })) }),
  }))
}
