import type { Client } from '#contract/client.ts'
import { getBulkEdit, startBulkEdit } from '#contract/operations/bulk-edit.ts'
import type { Language } from '#science/refusal.ts'
import { waitForJob } from './wait-for-job.ts'

const EDITING = { en: 'Revising records', ko: '기록 개정 중' }

/** Starts the change of a dry run and waits for it; answers it as it then stands. */
export async function makeEdit(client: Client, id: string, reason: string, language: Language) {
  const { job } = await client.call(startBulkEdit, { params: { id }, body: { reason } })
  if (job) await waitForJob(client, job, { title: EDITING, language })
  return client.call(getBulkEdit, { params: { id } })
}
