import { KeptFindings } from '#stewardship/exchange/kept-findings.ts'
import type { RecordLines } from '#stewardship/exchange/recipe.ts'
import { writeDrafts } from '../records/write-drafts.ts'
import { KEPT_FINDINGS, WRITING } from './incoming.ts'
import type { Incoming, KeepReport } from './incoming.ts'
import { kindsTold } from './kinds-told.ts'
import { readRecordLines } from './read-record-lines.ts'
import { correctionsTo } from './tell-corrections.ts'
import { toldFindings } from './told-findings.ts'

const LINES_BETWEEN_PROGRESS = 1_000

/** Writes the records of a file of JSON lines as they are read, in one transaction: all of them or none. */
export async function bringRecordLines(
  { recipe }: RecordLines, { db, files, sha256, templates, by, file, progress, signal }: Incoming, keepReport: KeepReport,
): Promise<void> {
  let lines = 0
  const onLine = (line: number) => {
    lines = line
    if (line % LINES_BETWEEN_PROGRESS !== 0) return
    signal.throwIfAborted()
    progress(1 - Math.exp(-line / 100_000), WRITING)
  }
  const content = await files.open(sha256, { verify: true })
  await db.transaction().execute(async (trx) => {
    const keeping = { db: trx, files, hub: by.hub, author: by.author }
    const kept = new KeptFindings(KEPT_FINDINGS)
    const counts = await writeDrafts(trx, by, recipe, readRecordLines(content, file, templates, onLine, keeping), correctionsTo(kept, null))
    const findings = kept.inOrder().map(({ finding: { records: _, ...finding }, about: { records = [] } }) => ({ ...finding, records }))
    await keepReport(trx, {
      rows_read: lines, records_made: counts.made, records_revised: counts.revised, records_unchanged: counts.unchanged,
      links_made: counts.links, quantities_made: counts.quantities, cells_refused: 0, records_left_out: 0, duplicate_rows: 0,
      by_template: counts.byTemplate, findings: await toldFindings(trx, by.hub, recipe, findings), kinds: kindsTold(kept),
    })
  })
}
