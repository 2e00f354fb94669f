import { readByRecipe } from '#stewardship/exchange/apply-recipe.ts'
import type { Finding } from '#stewardship/exchange/finding.ts'
import type { Recipe } from '#stewardship/exchange/recipe.ts'
import type { Template } from '#record/templates/template.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { recordsByKey, writeDrafts } from '../records/write-drafts.ts'
import { READING, WRITING } from './incoming.ts'
import type { Incoming, KeepReport } from './incoming.ts'
import { openSheet } from './open-sheet.ts'
import { kindsTold } from './kinds-told.ts'
import { outsideOf } from './outside-of.ts'

/** Findings kept with the report; the count of refused cells is always whole. */
const KEPT_FINDINGS = 1_000
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
      const counts = await writeDrafts(trx, by, recipe.recipe, counted(read.drafts(), onRecord))
      signal.throwIfAborted()
      for (const { template, fields, ...record } of counts.contested) read.kept.add(revisedSince(record.line, template, fields), { records: [record] })
      const findings = read.findings()
      const keys = findings.flatMap(({ records = [] }) => records.map(({ key }) => key))
      const written = await recordsByKey(trx, by.hub, recipe.recipe, keys)
      await keepReport(trx, {
        rows_read: read.rowsRead, records_made: counts.made, records_revised: counts.revised,
        records_unchanged: counts.unchanged, links_made: counts.links, quantities_made: counts.quantities,
        cells_refused: read.kept.refusedCells, records_left_out: read.kept.refusedRecords, duplicate_rows: read.duplicateRows,
        by_template: counts.byTemplate, kinds: kindsTold(read.kept),
        findings: findings.map(({ records, ...finding }) => ({
          ...finding, ...(records && { records: records.map(({ key, ...record }) => ({ id: written.get(key)!.record, ...record })) }),
        })),
      })
    })
  } finally {
    read.close()
  }
}

/** A person had corrected what the sheet now says otherwise. */
function revisedSince(line: number, template: Template, fields: readonly string[]): Finding {
  const labels = (language: 'en' | 'ko') => fields.map((name) => template.fields.find((field) => field.name === name)?.label[language] ?? name).join(', ')
  return {
    severity: 'remark', code: 'record.revised_since', line, column: null, value: null,
    text: {
      en: `Somebody has changed this record in the hub since it last came in (${labels('en')}), and the sheet has changed it too. `
        + 'What the hub says stays; look at both and revise the record if the sheet is right.',
      ko: `마지막으로 들여온 뒤 허브에서 이 기록을 고쳤고(${labels('ko')}) 시트도 바뀌었습니다. 허브의 값을 남겼습니다. 둘을 비교하여 시트가 맞으면 기록을 개정하십시오.`,
    },
  }
}

function* counted(drafts: Iterable<RecordDraft>, onRecord: (record: number) => void): Generator<RecordDraft> {
  let record = 0
  for (const draft of drafts) {
    if (++record % RECORDS_BETWEEN_PROGRESS === 0) onRecord(record)
    yield draft
  }
}
