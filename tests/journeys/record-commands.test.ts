// Dr Han revises, discusses and compares her bars, and looks at numbers, without leaving her terminal.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { compareCurves } from '#contract/operations/curve.ts'
import { listComments } from '#contract/operations/draft.ts'
import { compareRecords, getPlot } from '#contract/operations/explore.ts'
import { getFacets, getRevisions, searchRecords } from '#contract/operations/record.ts'
import { listMigrations } from '#contract/operations/template.ts'
import { DraftSchema } from '#contract/schemas/draft.ts'
import { RecordSchema } from '#contract/schemas/record.ts'
import { askSojae, runSojae } from './run-sojae.ts'
import type { RunOptions } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let desk: string
let at: RunOptions
const file = (name: string) => join(desk, name)
before(async () => {
  desk = await mkdtemp(join(tmpdir(), 'sojae-desk-'))
  hub = await startHub()
  at = { home: hub.home }
})
after(async () => {
  await hub?.stop()
  await rm(desk, { recursive: true, force: true })
})

const own = { source: { kind: 'own' } } as const
const bar = (name: string) => ({ kind: 'material', template: 'alloy_specimen@1', name, origin: 'measured', ...own, values: {} })
const tension = (of: string, name: string, strength: number, temperature: number) => ({
  kind: 'measurement', template: 'tension_test@2', name, origin: 'measured', state: 'done', ...own, of,
  values: {
    yield_strength: { type: 'quantity', value: strength, unit: 'MPa' }, test_temperature: { type: 'quantity', value: temperature, unit: 'degC' },
  },
})
async function add(name: string, content: object) {
  await writeFile(file(`${name}.json`), JSON.stringify(content))
  return askSojae(RecordSchema, ['record', 'add', file(`${name}.json`)], at)
}
const refused = async (args: string[]) => {
  const { status, out } = await runSojae([...args, '--json'], at)
  return { status, code: (JSON.parse(out) as { code: string }).code }
}

test('a record revised from a file keeps what it said before, and is not revised upon what is no longer the newest', async () => {
  const { id } = await add('bar', bar('bar 1'))
  await writeFile(file('again.json'), JSON.stringify(bar('bar 1, sawn')))
  const revise = ['record', 'revise', id, '--file', file('again.json'), '--reason', 'sawn']
  assert.equal((await askSojae(RecordSchema, revise, at)).revision, 2)
  assert.deepEqual(await refused([...revise, '--upon', '1']), { status: 1, code: 'record.revised_meanwhile' })
  await askSojae(RecordSchema, ['record', 'restore', id, '--revision', '1', '--reason', 'not sawn'], at)
  const { revisions } = await askSojae(getRevisions.answer, ['record', 'history', id], at)
  assert.deepEqual(revisions.map(({ n, content, restores }) => [n, content.name, restores]), [[3, 'bar 1', 1], [2, 'bar 1, sawn', null], [1, 'bar 1', null]])
  assert.match((await runSojae(['record', 'history', id], at)).out, /not sawn · restores 1/)
})

test('what is said about a record is shown with who said it', async () => {
  const { id } = await add('talked', bar('bar 2'))
  assert.match((await runSojae(['record', 'comment', id], at)).out, /^Nothing was said/)
  await askSojae(listComments.answer, ['record', 'comment', id, '--text', 'Which furnace?'], at)
  const { comments } = await askSojae(listComments.answer, ['record', 'comment', id], at)
  assert.deepEqual(comments.map(({ text }) => text), ['Which furnace?'])
  assert.match((await runSojae(['record', 'comment', id, '--language', 'ko'], at)).out, /Which furnace\?/)
})

test('facets, a plot and a comparison give on the terminal what pages draw', async () => {
  const bars = [await add('hot', bar('hot bar')), await add('cold', bar('cold bar'))]
  await add('hot-test', tension(bars[0]!.id, 'hot test', 300, 600))
  await add('cold-test', tension(bars[1]!.id, 'cold test', 820, 25))
  const facets = await askSojae(getFacets.answer, ['record', 'facets', 'kind = measurement', '--field', 'yield_strength'], at)
  assert.equal(facets.total, 2)
  assert.deepEqual(facets.templates, { tension_test: 2 })
  assert.equal(facets.histogram?.counts.reduce((sum, n) => sum + n, 0), 2)
  assert.match((await runSojae(['record', 'facets', 'kind = measurement'], at)).out, /^ {2}tension_test +2$/m)

  const plot = ['record', 'plot', '--rows', 'tension_test', '--x', 'test_temperature', '--y', 'yield_strength', '--y-unit', 'GPa']
  const { pairs, points } = await askSojae(getPlot.answer, plot, at)
  assert.equal(pairs, 2)
  assert.deepEqual(points.map(({ y }) => y.value).sort(), [0.3, 0.82])
  assert.match((await runSojae(plot, at)).out, /\[GPa\]/)

  const compared = await askSojae(compareRecords.answer, ['record', 'compare', bars.map(({ id }) => id).join()], at)
  const strength = compared.measured.find(({ field }) => field === 'yield_strength')
  assert.deepEqual(strength?.cells.map((cell) => cell?.value), [300, 820])
  assert.match((await runSojae(['record', 'compare', bars.map(({ id }) => id).join()], at)).out, /hot bar +cold bar/)
})

test('the points of a curve are printed as CSV with their units', async () => {
  const { id } = await add('pulled', bar('pulled bar'))
  await writeFile(file('curve.csv'), 'strain,stress\n0,0\n0.1,200\n0.2,400\n')
  const { sha256 } = JSON.parse((await runSojae(['file', 'add', file('curve.csv'), '--json'], at)).out) as { sha256: string }
  const { id: test } = await add('pull', {
    ...tension(id, 'pull', 400, 25),
    values: { stress_strain: { type: 'curve', axes: [{ name: 'strain', unit: '%' }, { name: 'stress', unit: 'MPa' }], data: sha256 } },
  })
  const { curves } = await askSojae(compareCurves.answer, ['record', 'curve', test, '--field', 'stress_strain'], at)
  assert.equal(curves[0]?.points, 3)
  const { out } = await runSojae(['record', 'curve', test, '--field', 'stress_strain'], at)
  assert.match(out, /^record,name,strain \[%\],stress \[MPa\]$/m)
  assert.match(out, new RegExp(`^${test},pull,0\\.2,400$`, 'm'))
})

test('a draft goes from a file to the curators and back into records, and one that is not wanted is put away', async () => {
  await writeFile(file('draft.jsonl'), `${JSON.stringify({ key: 'x', content: bar('bar 7') })}\n`)
  const draft = await askSojae(DraftSchema, ['draft', 'add', file('draft.jsonl'), '--reason', 'a batch'], at)
  await writeFile(file('draft.jsonl'), `${JSON.stringify({ key: 'x', content: bar('bar 8') })}\n`)
  const saved = await askSojae(DraftSchema, ['draft', 'add', file('draft.jsonl'), '--draft', draft.id], at)
  assert.deepEqual([saved.version, saved.name], [2, 'bar 8'])
  assert.deepEqual(await refused(['draft', 'add', file('draft.jsonl'), '--draft', draft.id, '--version', '1']), { status: 1, code: 'draft.changed' })
  const said = await askSojae(DraftSchema, ['draft', 'comment', draft.id, '--text', 'Sawn, not milled'], at)
  assert.deepEqual(said.comments.map(({ text }) => text), ['Sawn, not milled'])
  assert.equal((await askSojae(DraftSchema, ['draft', 'submit', draft.id, '--version', '2'], at)).state, 'submitted')
  const accepted = await askSojae(DraftSchema, ['draft', 'accept', draft.id, '--version', '2'], at)
  assert.equal(accepted.state, 'accepted')
  assert.equal((await askSojae(searchRecords.answer, ['record', 'list', '--text', 'bar 8'], at)).total, 1)
  const other = await askSojae(DraftSchema, ['draft', 'add', file('draft.jsonl')], at)
  assert.equal((await askSojae(DraftSchema, ['draft', 'discard', other.id], at)).state, 'discarded')
  await writeFile(file('broken.jsonl'), '{"key": "x"}\n')
  assert.match((await runSojae(['draft', 'add', file('broken.jsonl')], at)).err, /^sojae: .*broken\.jsonl:1/)
})

test('the migrations of a template are listed, and wrong usage of each command leaves with 2', async () => {
  assert.deepEqual((await askSojae(listMigrations.answer, ['template', 'migrations', 'tension_test'], at)).migrations, [])
  for (const args of [['record', 'revise', 'x'], ['record', 'plot'], ['record', 'curve', 'x'], ['draft', 'submit', 'x'], ['record', 'facets', '--min', '3']]) {
    assert.equal((await runSojae(args, at)).status, 2, args.join(' '))
  }
  assert.equal((await runSojae(['record', 'history', '01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10'], at)).status, 1)
})
