import type { z } from 'zod'
import type { Text } from '#science/refusal.ts'
import type { ImportReportSchema } from '#contract/schemas/import.ts'
import type { Template } from '#record/templates/template.ts'
import type { Task } from '#platform/jobs/task.ts'
import type { Installation, Transacted } from '../installation.ts'
import type { Authorship } from '../records/record-rows.ts'

/** A file on its way in. */
export type Incoming = {
  readonly db: Installation['db']
  /** Where files that records bring are kept, and where what does not fit in memory waits. */
  readonly files: Installation['files']
  readonly sha256: string
  readonly templates: ReadonlyMap<string, Template>
  readonly by: Authorship
  readonly file: string
} & Pick<Parameters<Task>[0], 'progress' | 'signal'>

/** What is said of an import when it is done, but for how long it took. */
export type Report = Omit<z.infer<typeof ImportReportSchema>, 'seconds'>

/** Keeps the report with the import, in the transaction that writes its records. */
export type KeepReport = (trx: Transacted, report: Report) => Promise<void>

/** Findings kept with a report; the count of refused cells is always whole. */
export const KEPT_FINDINGS = 1_000

export const READING: Text = { en: 'Reading and checking rows', ko: '행을 읽고 검사하는 중' }
export const WRITING: Text = { en: 'Writing records', ko: '기록을 쓰는 중' }
