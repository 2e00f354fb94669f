import type { z } from 'zod'
import type { EditReportSchema } from '#contract/schemas/bulk-edit.ts'
import type { Text } from '#science/refusal.ts'
import { saidOf } from '#record/edits/edit-content.ts'
import type { Change } from '#record/edits/change.ts'
import type { RecordContent } from '#record/records/record.ts'

export type EditReport = z.infer<typeof EditReportSchema>
type Named = { readonly id: string; readonly name: string }

const MOST_LISTED = 1_000

/** Gathers what becomes of records one by one. */
export function openEditTally(change: Change) {
  const report: EditReport = { records: 0, changed: 0, unchanged: 0, stay: 0, reasons: [], changes: [], findings: [] }
  const reasons = new Map<string, EditReport['reasons'][number]>()
  return {
    change({ id, name }: Named, before: RecordContent, after: RecordContent): void {
      report.records++
      report.changed++
      if (report.changes.length >= MOST_LISTED) return
      report.changes.push({ record: { id, name }, before: saidOf(before, change), after: saidOf(after, change) })
    },
    leave(): void {
      report.records++
      report.unchanged++
    },
    stay({ id, name }: Named, { code, text }: { code: string; text: Text }): void {
      report.records++
      report.stay++
      const reason = reasons.get(code) ?? { code, text, records: 0 }
      reasons.set(code, reason)
      reason.records++
      if (report.findings.length < MOST_LISTED) report.findings.push({ record: { id, name }, code, text })
    },
    report: (): EditReport => ({ ...report, reasons: [...reasons.values()].sort((a, b) => b.records - a.records) }),
  }
}

export type EditTally = ReturnType<typeof openEditTally>
