import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import { AskedRecordsSchema, BulkEditSchema, ChangeSchema } from '../schemas/bulk-edit.ts'
import { HubParams } from './hub.ts'

const tag = 'record'
const IdParams = z.object({ id: z.uuid() })
const ReasonSchema = z.string().trim().min(1).max(2000)

export const checkBulkEdit = operation({
  id: 'checkBulkEdit', method: 'post', path: '/hubs/{hub}/bulk-edits', tag, status: 201, once: true,
  summary: 'A dry run of one change to many records: what each says and would say, or why it stays. It is kept, with the revisions that it saw, to be started',
  params: HubParams, body: z.strictObject({ records: AskedRecordsSchema, change: ChangeSchema }), answer: BulkEditSchema,
})

export const startBulkEdit = operation({
  id: 'startBulkEdit', method: 'post', path: '/bulk-edits/{id}/start', tag, status: 202,
  summary: 'Starts what a dry run said: a revision of each record that is still as it was seen, all of them or none; others stay and are listed',
  params: IdParams, body: z.strictObject({ reason: ReasonSchema }), answer: BulkEditSchema,
})

export const listBulkEdits = operation({
  id: 'listBulkEdits', method: 'get', path: '/hubs/{hub}/bulk-edits', tag,
  summary: 'Changes that were made to many records of a hub, newest first, without lists of records', params: HubParams, query: PageQuery,
  answer: z.object({ edits: z.array(BulkEditSchema), next: NextSchema }),
})

export const getBulkEdit = operation({
  id: 'getBulkEdit', method: 'get', path: '/bulk-edits/{id}', tag,
  summary: 'One change to many records, with its report', params: IdParams, answer: BulkEditSchema,
})

export const undoBulkEdit = operation({
  id: 'undoBulkEdit', method: 'post', path: '/bulk-edits/{id}/undo', tag, status: 202,
  summary: 'Starts to write back, as a further revision, what each record said before; those revised since are left',
  params: IdParams, body: z.strictObject({ reason: ReasonSchema }), answer: BulkEditSchema,
})
