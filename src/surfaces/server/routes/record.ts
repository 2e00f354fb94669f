import {
  checkRecords, createRecord, getFacets, getLineage, getRecord, getRevisions, restoreRevision, reviseRecord,
  returnRecord, searchRecords, withdrawRecord, writeRecords,
} from '#contract/operations/record.ts'
import * as check from '#hub/records/check-records.ts'
import * as facets from '#hub/records/get-facets.ts'
import * as lineage from '#hub/records/get-lineage.ts'
import * as records from '#hub/records/get-record.ts'
import * as restore from '#hub/records/restore-revision.ts'
import * as search from '#hub/records/search-records.ts'
import * as store from '#hub/records/store-record.ts'
import * as withdraw from '#hub/records/withdraw.ts'
import * as write from '#hub/records/write-records.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function recordRoutes(app: App, { at }: Serving): void {
  implement(app, searchRecords, async ({ actor, params, query }) => search.searchRecords(at, actor, params.hub, query))
  implement(app, getFacets, async ({ actor, params, query }) => facets.getFacets(at, actor, params.hub, query))
  implement(app, getRecord, async ({ actor, params }) => records.getRecord(at, actor, params.id))
  implement(app, getLineage, async ({ actor, params, query }) => lineage.getLineage(at, actor, params.id, query.depth))
  implement(app, getRevisions, async ({ actor, params, query }) => records.getRevisions(at, actor, params.id, query))
  implement(app, createRecord, async ({ actor, params, body }) =>
    store.createRecord(at, actor, params.hub, body.content, body.reason),
  )
  implement(app, reviseRecord, async ({ actor, params, body }) =>
    store.reviseRecord(at, actor, params.id, body.upon, body.content, body.reason),
  )
  implement(app, writeRecords, async ({ actor, params, body }) =>
    write.writeRecords(at, actor, params.hub, body.records, body.reason),
  )
  implement(app, checkRecords, async ({ actor, params, body }) => check.checkRecords(at, actor, params.hub, body.records))
  implement(app, withdrawRecord, async ({ actor, params, body }) => {
    await withdraw.withdrawRecord(at, actor, params.id, body)
    return { withdrawn: true as const }
  })
  implement(app, returnRecord, async ({ actor, params, body }) => withdraw.returnRecord(at, actor, params.id, body.reason))
  implement(app, restoreRevision, async ({ actor, params, body }) => restore.restoreRevision(at, actor, params.id, body))
}
