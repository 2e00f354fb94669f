// Na Hayoung drafts what she measured, Dr. Seo sends it back and then accepts it; nobody else sees a trace of it before.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '#contract/client.ts'
import type { CallInput } from '#contract/operation.ts'
import {
  acceptDraft, commentDraft, commentRecord, createDraft, createRecord, discardDraft, getDraft, getFacets, getLineage, getOverview, getRecord,
  getRevisions, listComments, listDrafts, listTemplates, reviseRecord, saveDraft, searchRecords, sendBackDraft, submitDraft, withdrawComment,
} from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
let hub: RunningHub
let na: Member, seo: Member, lim: Member, ahn: Member
let plate: string
before(async () => {
  hub = await startHub()
  na = await addMember(hub, 'Na Hayoung', 'researcher')
  seo = await addMember(hub, 'Seo Yunho', 'curator')
  lim = await addMember(hub, 'Lim Taeo', 'researcher')
  ahn = await addMember(hub, 'Ahn Sori', 'reader')
  plate = (await na.client.call(createRecord, { params, body: { content: {
    ...common, kind: 'material', template: 'wrought_plate@1', name: 'Plate D', values: { designation: { type: 'text', text: '6061' } },
  } } })).id
})
after(() => hub.stop())

const common = { origin: 'specified', source: { kind: 'own' } } as const
type Drafts = CallInput<typeof createDraft>['body']['records']
type Content = Drafts[number]['content']

const cutBar = (name: string, inputs = [{ material: plate }]): Drafts => [
  { key: 'bar', content: { ...common, kind: 'material', template: 'test_bar@2', name, values: {} } },
  { key: 'cut', content: {
    ...common, kind: 'process', template: 'specimen_cutting@1', name: `${name} cut`, state: 'done', planned: {}, values: {},
    inputs, outputs: [{ material: 'bar' }],
  } },
]
const draft = (records: Drafts, who = na) => who.client.call(createDraft, { params, body: { records, reason: 'series D' } })
const step = (client: Client, operation: typeof submitDraft | typeof acceptDraft, { id, version }: { id: string; version: number }) => (
  client.call(operation, { params: { id }, body: { version } })
)
async function refused(work: Promise<unknown>, code: string): Promise<Refusal> {
  const error = await work.then(() => assert.fail('was not refused'), (caught: unknown) => caught)
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  assert.match(error.text.ko, /[가-힣]/)
  return error
}
/** All that the hub counts and lists for one who may see everything of it. */
async function counted(client: Client) {
  const [found, { freshness: _, ...facets }, overview, templates, lineage, below] = await Promise.all([
    client.call(searchRecords, { params, query: {} }), client.call(getFacets, { params, query: {} }), client.call(getOverview, { params }),
    client.call(listTemplates, { params }), client.call(getLineage, { params: { id: plate } }),
    client.call(searchRecords, { params, query: { q: 'down.template = specimen_cutting' } }),
  ])
  return {
    total: found.total, ids: found.records.map(({ id }) => id), facets, overview: overview.records,
    templates: templates.templates.map(({ template, records }) => [template, records]), nodes: lineage.nodes.length, below: below.total,
  }
}

test('a draft, submitted or not, is in no list, count, facet, overview, lineage or search, not even its author’s', async () => {
  const earlier = await Promise.all([na, seo].map(({ client }) => counted(client)))
  const kept = await draft(cutBar('Bar D1'))
  await step(na.client, submitDraft, kept)
  assert.deepEqual(await Promise.all([na, seo].map(({ client }) => counted(client))), earlier)
})

test('nobody but its author, curators and leads can tell a draft from one that does not exist', async () => {
  const { id, version } = await draft(cutBar('Bar D2'))
  const none = '01a20aa0-0000-7000-8000-000000000000'
  for (const { client } of [lim, ahn]) {
    for (const wanted of [id, none]) {
      const tries = [
        () => client.call(getDraft, { params: { id: wanted } }), () => step(client, acceptDraft, { id: wanted, version }),
        () => client.call(commentDraft, { params: { id: wanted }, body: { text: 'hello' } }),
        () => client.call(discardDraft, { params: { id: wanted } }),
        () => client.call(sendBackDraft, { params: { id: wanted }, body: { version, comment: 'no' } }),
      ]
      for (const attempt of tries) {
        const { text, details } = await refused(attempt(), 'draft.not_found')
        assert.doesNotMatch(text.en, /Bar D2/)
        assert.deepEqual(Object.keys(details).sort(), ['draft', 'status'])
      }
    }
    const { own, review } = await client.call(listDrafts, { params })
    assert.ok(![...own, ...review].some((each) => each.id === id))
  }
  assert.equal((await seo.client.call(getDraft, { params: { id } })).author.name, 'Na Hayoung')
})

test('a curator sends a draft back, its author mends it, and once accepted it is hers', async () => {
  const wrong = await draft(cutBar('Bar D3'))
  const waiting = await step(na.client, submitDraft, wrong)
  assert.ok((await seo.client.call(listDrafts, { params })).review.some(({ id }) => id === wrong.id))
  const back = await seo.client.call(sendBackDraft, { params: { id: wrong.id }, body: { version: waiting.version, comment: 'Which saw?' } })
  assert.equal(back.state, 'sent_back')
  assert.ok(!(await seo.client.call(listDrafts, { params })).review.some(({ id }) => id === wrong.id))
  await refused(step(seo.client, acceptDraft, waiting), 'draft.decided')
  const mended = cutBar('Bar D3').map(({ key, content }) => ({ key, content: { ...content, ...(content.kind === 'process' && { values: {
    cutting_method: { type: 'terms', terms: ['sawing'] },
  } }) } as Content }))
  const saved = await na.client.call(saveDraft, { params: { id: wrong.id }, body: { version: waiting.version, records: mended, reason: 'series D' } })
  assert.deepEqual([saved.state, saved.comments.map(({ text }) => text)], ['open', ['Which saw?']])
  await step(na.client, submitDraft, saved)
  const done = await step(seo.client, acceptDraft, saved)
  assert.deepEqual([done.state, done.decided?.by.name, done.made.map(({ key }) => key)], ['accepted', 'Seo Yunho', ['bar', 'cut']])
  const record = await lim.client.call(getRecord, { params: { id: done.made[1]!.id } })
  assert.deepEqual([record.author, record.reason, record.names[done.made[0]!.id]], ['Na Hayoung', 'series D', 'Bar D3'])
  await refused(step(seo.client, acceptDraft, saved), 'draft.decided')
  const { revisions } = await lim.client.call(getRevisions, { params: { id: record.id } })
  assert.deepEqual(revisions.map((each) => [each.n, each.author, each.accepted_by]), [[1, 'Na Hayoung', 'Seo Yunho']])
})

test('of two curators who accept a draft at the same moment one does, and its records are made once', async () => {
  const other = await addMember(hub, 'Bae Jun', 'lead')
  const kept = await draft(cutBar('Bar D10'))
  await step(na.client, submitDraft, kept)
  const outcomes = await Promise.allSettled([seo, other, seo, other].map(({ client }) => step(client, acceptDraft, kept)))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal((await na.client.call(searchRecords, { params, query: { text: 'Bar D10', kind: 'material' } })).total, 1)
})

test('nobody accepts what they have not read: a draft saved since is refused by its version', async () => {
  const first = await draft(cutBar('Bar D4'))
  await step(na.client, submitDraft, first)
  const second = await na.client.call(saveDraft, { params: { id: first.id }, body: { version: 1, records: cutBar('Bar D4b'), reason: '' } })
  await step(na.client, submitDraft, second)
  await refused(step(seo.client, acceptDraft, first), 'draft.changed')
  await refused(na.client.call(saveDraft, { params: { id: first.id }, body: { version: 1, records: cutBar('x'), reason: '' } }), 'draft.changed')
  assert.equal((await step(seo.client, acceptDraft, second)).made.length, 2)
})

test('an unfinished draft is kept with what is wrong in it, and can neither be submitted nor accepted', async () => {
  const kept = await draft(cutBar('Bar D5', []))
  assert.deepEqual(kept.problems.map(({ key, code }) => [key, code]), [['cut', 'process.inputs']])
  await refused(step(na.client, submitDraft, kept), 'process.inputs')
  const { total } = await na.client.call(searchRecords, { params, query: {} })
  await refused(step(na.client, acceptDraft, kept), 'process.inputs')
  assert.equal((await na.client.call(searchRecords, { params, query: {} })).total, total)
  assert.equal((await na.client.call(getDraft, { params: { id: kept.id } })).state, 'open')
})

test('a researcher may save their own draft directly but decides on nobody else’s; a reader drafts nothing', async () => {
  const own = await step(na.client, acceptDraft, await draft(cutBar('Bar D6')))
  assert.deepEqual([own.state, own.decided?.by.name], ['accepted', 'Na Hayoung'])
  const { revisions } = await na.client.call(getRevisions, { params: { id: own.made[1]!.id } })
  assert.equal(revisions[0]!.accepted_by, null)
  const curators = await draft(cutBar('Bar D7'), seo)
  await refused(step(na.client, acceptDraft, curators), 'draft.not_found')
  await refused(draft(cutBar('Bar D8'), ahn), 'access.not_allowed')
  const gone = await na.client.call(discardDraft, { params: { id: (await draft(cutBar('Bar D9'))).id } })
  assert.equal(gone.state, 'discarded')
  await refused(step(na.client, acceptDraft, gone), 'draft.decided')
})

test('a draft that revises shows what it would change in the newest revision, and never overwrites one it has not seen', async () => {
  const { content } = await na.client.call(getRecord, { params: { id: plate } })
  const revising: Drafts = [{ key: 'record', content: { ...content, note: 'rolled' } as Content, revises: { id: plate, upon: 1 } }]
  const kept = await draft(revising)
  assert.deepEqual([kept.against?.n, kept.revises], [1, plate])
  await step(na.client, submitDraft, kept)
  await lim.client.call(reviseRecord, { params: { id: plate }, body: { upon: 1, content: { ...content, note: 'forged' }, reason: 'certificate' } })
  assert.equal((await seo.client.call(getDraft, { params: { id: kept.id } })).against?.n, 2)
  await refused(step(seo.client, acceptDraft, kept), 'record.revised_meanwhile')
  assert.equal((await na.client.call(getRevisions, { params: { id: plate } })).revisions.length, 2)
})

test('a comment is plain text with its author; withdrawn, its place stays and its words are gone from the database too', async () => {
  const text = '<b>Check</b> the temper'
  const [comment] = (await na.client.call(commentRecord, { params: { id: plate }, body: { text } })).comments
  assert.deepEqual([comment!.text, comment!.author.name, comment!.may_withdraw], [text, 'Na Hayoung', true])
  await refused(lim.client.call(withdrawComment, { params: { id: comment!.id } }), 'comment.not_found')
  await refused(ahn.client.call(commentRecord, { params: { id: plate }, body: { text: 'hi' } }), 'access.not_allowed')
  await seo.client.call(withdrawComment, { params: { id: comment!.id } })
  const { comments } = await ahn.client.call(listComments, { params: { id: plate } })
  assert.deepEqual(comments.map((each) => [each.text, each.author.name, each.withdrawn?.by]), [['', 'Na Hayoung', 'Seo Yunho']])
})
