import type { z } from 'zod'
import type { EditReportSchema } from '#contract/schemas/bulk-edit.ts'
import type { Text } from '#science/refusal.ts'
import { saidOf } from '#record/edits/edit-content.ts'
import type { Change } from '#record/edits/change.ts'
import type { RecordContent } from '#record/records/record.ts'

export type EditReport = z.infer<typeof EditReportSchema>
type Named = { readonly id: string; readonly name: string }

const MOST_LISTED = 1_000

/** Reasons are told apart by their code; those of other templates, which are few, by what they say of each. */
export function reasonKey({ code, text }: { code: string; text: Text }): string {
  return code === 'edit.other_template' ? text.en : code
}

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
      const reason = reasons.get(reasonKey({ code, text })) ?? { code, text, records: 0 }
      reasons.set(reasonKey({ code, text }), reason)
      reason.records++
      if (report.findings.length < MOST_LISTED) report.findings.push({ record: { id, name }, code, text })
    },
    report: (): EditReport => ({ ...report, reasons: [...reasons.values()].sort((a, b) => b.records - a.records) }),
  }
}

export type EditTally = ReturnType<typeof openEditTally>
