import { readByRecipe } from '#stewardship/exchange/apply-recipe.ts'
import type { Finding } from '#stewardship/exchange/finding.ts'
import type { Recipe } from '#stewardship/exchange/recipe.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { writeDrafts } from '../records/write-drafts.ts'
import { KEPT_FINDINGS, READING, WRITING } from './incoming.ts'
import type { Incoming, KeepReport } from './incoming.ts'
import { openSheet } from './open-sheet.ts'
import { kindsTold } from './kinds-told.ts'
import { outsideOf } from './outside-of.ts'
import { correctionsTo } from './tell-corrections.ts'
import { toldFindings } from './told-findings.ts'

const RECORDS_BETWEEN_PROGRESS = 1_000
const WRITING_FROM = 0.65

/** Writes the records that a recipe makes of a file's rows, in one transaction; memory holds some bytes a record. */
export async function bringRows(
  recipe: Recipe, { db, files, sha256, templates, by, progress, signal }: Incoming, keepReport: KeepReport,
): Promise<void> {
  const onProgress = (rows: number) => {
    signal.throwIfAborted()
    progress(0.6 * (1 - Math.exp(-rows / 20_000)), READING)
  }
  const remarks: Finding[] = []
  const sheet = await openSheet(files, sha256, recipe.file, { verify: true })
  const outside = outsideOf({ db, files, hub: by.hub, author: by.author }, sheet.folder)
  const rows = sheet.rows((remark) => remarks.push(remark))
  const read = await readByRecipe(recipe, templates, rows, { openShelf: files.shelf, mostFindings: KEPT_FINDINGS, onProgress, outside })
  for (const remark of remarks) read.kept.add(remark)
  try {
    progress(WRITING_FROM, WRITING)
    const onRecord = (record: number) => {
      signal.throwIfAborted()
      progress(WRITING_FROM + (1 - WRITING_FROM) * record / read.records, WRITING)
    }
    await db.transaction().execute(async (trx) => {
      const counts = await writeDrafts(trx, by, recipe.recipe, counted(read.drafts(), onRecord), correctionsTo(read.kept, recipe))
      signal.throwIfAborted()
      await keepReport(trx, {
        rows_read: read.rowsRead, records_made: counts.made, records_revised: counts.revised,
        records_unchanged: counts.unchanged, links_made: counts.links, quantities_made: counts.quantities,
        cells_refused: read.kept.refusedCells, records_left_out: read.kept.refusedRecords, duplicate_rows: read.duplicateRows,
        by_template: counts.byTemplate, kinds: kindsTold(read.kept),
        findings: await toldFindings(trx, by.hub, recipe.recipe, read.findings()),
      })
    })
  } finally {
    read.close()
  }
}

function* counted(drafts: Iterable<RecordDraft>, onRecord: (record: number) => void): Generator<RecordDraft> {
  let record = 0
  for (const draft of drafts) {
    if (++record % RECORDS_BETWEEN_PROGRESS === 0) onRecord(record)
    yield draft
  }
}
