import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import { CommentSchema, DraftSchema, DraftSummarySchema } from '../schemas/draft.ts'
import { RecordIdSchema } from '../schemas/record.ts'
import { WrittenDraftsSchema } from '../schemas/record-draft.ts'
import { HubParams } from './hub.ts'

const tag = 'draft'
const IdParams = z.object({ id: z.uuid() })
const said = { records: WrittenDraftsSchema, reason: z.string().max(2000).default('') }
/** The version that was looked at; refused where the author has saved another since. */
const version = z.int().positive()
const CommentTextSchema = z.string().trim().min(1).max(5000)

export const listDrafts = operation({
  id: 'listDrafts', method: 'get', path: '/hubs/{hub}/drafts', tag,
  summary: 'Drafts that are not decided: one\'s own, and for curators and leads those that wait for review; newest first', params: HubParams, query: PageQuery,
  answer: z.object({ own: z.array(DraftSummarySchema), review: z.array(DraftSummarySchema), next: NextSchema }),
})

export const createDraft = operation({
  id: 'createDraft', method: 'post', path: '/hubs/{hub}/drafts', tag, status: 201, once: true,
  summary: 'Keeps records as a draft: seen by its author, curators and leads, and part of nothing until it is accepted',
  params: HubParams, body: z.strictObject(said), answer: DraftSchema,
})

export const getDraft = operation({
  id: 'getDraft', method: 'get', path: '/drafts/{id}', tag,
  summary: 'A draft with what would be refused in it, its comments and what one may do with it', params: IdParams, answer: DraftSchema,
})

export const saveDraft = operation({
  id: 'saveDraft', method: 'put', path: '/drafts/{id}', tag, unchanged: getDraft,
  summary: 'Saves one\'s own draft anew; one that was submitted is open again', params: IdParams,
  body: z.strictObject({ ...said, version }), answer: DraftSchema,
})

export const submitDraft = operation({
  id: 'submitDraft', method: 'post', path: '/drafts/{id}/submission', tag, unchanged: getDraft, status: 201,
  summary: 'Hands one\'s own draft to the curators; refused while its templates do not allow it', params: IdParams,
  body: z.strictObject({ version }), answer: DraftSchema,
})

export const acceptDraft = operation({
  id: 'acceptDraft', method: 'post', path: '/drafts/{id}/acceptance', tag, unchanged: getDraft, status: 201,
  summary: 'Makes the records of a draft, all or none; one\'s own may be accepted without review', params: IdParams,
  body: z.strictObject({ version }), answer: DraftSchema,
})

export const sendBackDraft = operation({
  id: 'sendBackDraft', method: 'post', path: '/drafts/{id}/return', tag, unchanged: getDraft, status: 201,
  summary: 'Sends a submitted draft back to its author, saying why', params: IdParams,
  body: z.strictObject({ version, comment: CommentTextSchema }), answer: DraftSchema,
})

export const discardDraft = operation({
  id: 'discardDraft', method: 'delete', path: '/drafts/{id}', tag, unchanged: getDraft,
  summary: 'Puts one\'s own draft away for good', params: IdParams, answer: DraftSchema,
})

export const commentDraft = operation({
  id: 'commentDraft', method: 'post', path: '/drafts/{id}/comments', tag, status: 201, once: true,
  summary: 'Says something about a draft', params: IdParams, body: z.strictObject({ text: CommentTextSchema }), answer: DraftSchema,
})

export const listComments = operation({
  id: 'listComments', method: 'get', path: '/records/{id}/comments', tag: 'record',
  summary: 'Comments on a record, oldest first', params: z.object({ id: RecordIdSchema }), query: PageQuery,
  answer: z.object({ comments: z.array(CommentSchema), next: NextSchema }),
})

export const commentRecord = operation({
  id: 'commentRecord', method: 'post', path: '/records/{id}/comments', tag: 'record', status: 201, once: true,
  summary: 'Says something about a record, in plain text', params: z.object({ id: RecordIdSchema }),
  body: z.strictObject({ text: CommentTextSchema }), answer: z.object({ comments: z.array(CommentSchema) }),
})

export const withdrawComment = operation({
  id: 'withdrawComment', method: 'delete', path: '/comments/{id}', tag: 'record',
  summary: 'Withdraws a comment: its place stays, its words go', params: IdParams, answer: CommentSchema,
})
