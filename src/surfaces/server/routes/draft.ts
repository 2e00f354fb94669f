import {
  acceptDraft, commentDraft, commentRecord, createDraft, discardDraft, getDraft, listComments, listDrafts, saveDraft, sendBackDraft,
  submitDraft, withdrawComment,
} from '#contract/operations/draft.ts'
import * as comments from '#hub/comments/comments.ts'
import { commentDraft as addComment } from '#hub/drafts/comment-draft.ts'
import * as drafts from '#hub/drafts/get-draft.ts'
import * as keep from '#hub/drafts/keep-draft.ts'
import * as review from '#hub/drafts/review-draft.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function draftRoutes(app: App, { at }: Serving): void {
  implement(app, listDrafts, async ({ actor, params, query }) => drafts.listDrafts(at, actor, params.hub, query))
  implement(app, createDraft, async ({ actor, params, body }) => keep.createDraft(at, actor, params.hub, body))
  implement(app, getDraft, async ({ actor, params }) => drafts.getDraft(at, actor, params.id))
  implement(app, saveDraft, async ({ actor, params, body }) => keep.saveDraft(at, actor, params.id, body))
  implement(app, discardDraft, async ({ actor, params }) => keep.discardDraft(at, actor, params.id))
  implement(app, submitDraft, async ({ actor, params, body }) => review.submitDraft(at, actor, params.id, body.version))
  implement(app, acceptDraft, async ({ actor, params, body }) => review.acceptDraft(at, actor, params.id, body.version))
  implement(app, sendBackDraft, async ({ actor, params, body }) => review.sendBackDraft(at, actor, params.id, body))
  implement(app, commentDraft, async ({ actor, params, body }) => addComment(at, actor, params.id, body.text))
  implement(app, listComments, async ({ actor, params, query }) => comments.listComments(at, actor, params.id, query))
  implement(app, commentRecord, async ({ actor, params, body }) => comments.commentRecord(at, actor, params.id, body.text))
  implement(app, withdrawComment, async ({ actor, params }) => comments.withdrawComment(at, actor, params.id))
}
