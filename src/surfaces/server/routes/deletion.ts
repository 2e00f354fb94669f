import { checkDeletion, deleteFile, deleteRecord } from '#contract/operations/deletion.ts'
import * as files from '#hub/erasure/delete-file.ts'
import * as records from '#hub/erasure/delete-record.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function deletionRoutes(app: App, { at }: Serving): void {
  implement(app, checkDeletion, async ({ actor, params }) => records.checkDeletion(at, actor, params.id))
  implement(app, deleteRecord, async ({ actor, params, body }) => records.deleteRecord(at, actor, params.id, body))
  implement(app, deleteFile, async ({ actor, params, body }) => files.deleteFile(at, actor, params.hub, params.sha256, body.reason))
}
