import { checkBulkEdit, getBulkEdit, listBulkEdits, startBulkEdit, undoBulkEdit } from '#contract/operations/bulk-edit.ts'
import { checkEdit } from '#hub/edits/check-edit.ts'
import * as edits from '#hub/edits/edits.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function bulkEditRoutes(app: App, { at }: Serving): void {
  implement(app, checkBulkEdit, async ({ actor, params, body }) => checkEdit(at, actor, params.hub, body))
  implement(app, startBulkEdit, async ({ actor, params, body }) => edits.startEdit(at, actor, params.id, body.reason))
  implement(app, listBulkEdits, async ({ actor, params, query }) => edits.listEdits(at, actor, params.hub, query))
  implement(app, getBulkEdit, async ({ actor, params }) => edits.getEdit(at, actor, params.id))
  implement(app, undoBulkEdit, async ({ actor, params, body }) => edits.undoEdit(at, actor, params.id, body.reason))
}
