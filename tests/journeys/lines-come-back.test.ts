// Yoon takes the records of a hub home as JSON lines, corrects some in an editor, and brings them back; a colleague brings them into another hub.
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { createHub, getFacets, getImport, getRecord, listImports, listTables, reviseRecord, undoImport, withdrawRecord } from '#contract/operations/index.ts'
import type { RecordContent } from '#record/records/record.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

type Line = { key: string; revision?: number; content: RecordContent }

let hub: RunningHub
let yoon: Client
before(async () => {
  hub = await startHub({ examples: true })
  yoon = createClient({ address: hub.address, token: hub.token })
  for (const name of ['carbides', 'histories']) {
    const isThere = () => yoon.call(listTables, { params: { hub: name } }).then(({ tables }) => tables.length > 0, () => false)
    for (let tries = 0; tries < 900 && !(await isThere()); tries++) await new Promise((done) => setTimeout(done, 100))
  }
  await yoon.call(createHub, { body: { slug: 'other', title: { en: 'Other', ko: '다른 허브' } } })
})
after(() => hub.stop())

const path = (name: string) => join(hub.home, name)
const total = async (of: string) => (await yoon.call(getFacets, { params: { hub: of } })).total
async function exported(from: string, file = `${from}.jsonl`): Promise<Line[]> {
  const { status, err } = await runSojae(['record', 'export', '--hub', from, '--format', 'jsonl', '-o', path(file)], hub)
  assert.equal(status, 0, err)
  return (await readFile(path(file), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as Line)
}
async function brought(into: string, file: string) {
  const said = await runSojae(['import', path(file), '--hub', into], hub)
  assert.equal(said.status, 0, said.err)
  const { id } = (await yoon.call(listImports, { params: { hub: into } })).imports[0]!
  const { report } = await yoon.call(getImport, { params: { id } })
  return { id, counts: [report!.records_made, report!.records_revised, report!.records_unchanged], findings: report!.findings }
}
const write = (file: string, lines: readonly Line[]) => writeFile(path(file), lines.map((line) => JSON.stringify(line)).join('\n'))
const current = (id: string) => yoon.call(getRecord, { params: { id } })

for (const name of ['carbides', 'histories']) {
  test(`all of ${name}, exported and brought back as they are, change nothing`, async () => {
    const lines = await exported(name)
    assert.equal(lines.length, await total(name))
    assert.deepEqual((await brought(name, `${name}.jsonl`)).counts, [0, 0, lines.length])
    assert.equal(await total(name), lines.length)
  })
}

test('a value changed in the file becomes one revision of its record, and the undo of the import takes it back', async () => {
  const lines = await exported('carbides')
  const changed = lines.find(({ content }) => content.kind === 'material')!
  await write('renamed.jsonl', lines.map((line) => (line === changed ? { ...line, content: { ...line.content, name: 'A better name' } } : line)))
  const { id, counts } = await brought('carbides', 'renamed.jsonl')
  assert.deepEqual(counts, [0, 1, lines.length - 1])
  assert.equal((await current(changed.key)).content.name, 'A better name')
  await yoon.call(undoImport, { params: { id }, body: { reason: 'A mistake' } })
  for (let tries = 0; tries < 100 && (await current(changed.key)).content.name !== changed.content.name; tries++) await new Promise((done) => setTimeout(done, 100))
  assert.equal((await current(changed.key)).content.name, changed.content.name)
})

test('what a colleague corrected since the export stays, and is told with both values; what she did not touch is taken in', async () => {
  const lines = await exported('histories')
  const changed = lines.find(({ content }) => content.kind === 'material')!
  const { content, revision } = await current(changed.key)
  await yoon.call(reviseRecord, { params: { id: changed.key }, body: { upon: revision, content: { ...content, name: 'Corrected by hand' } as never, reason: 'Seen in the notebook' } })
  await write('mine.jsonl', lines.map((line) => (line === changed ? { ...line, content: { ...line.content, name: 'Named in the file', note: 'Noted in the file' } } : line)))
  const { counts, findings } = await brought('histories', 'mine.jsonl')
  assert.deepEqual(counts, [0, 1, lines.length - 1])
  const { content: now } = await current(changed.key)
  assert.deepEqual([now.name, now.note], ['Corrected by hand', 'Noted in the file'])
  const [told] = findings.filter(({ code }) => code === 'record.revised_since')
  assert.match(told!.text.en, /Named in the file.*Corrected by hand/)
  assert.equal(told!.records![0]!.id, changed.key)
})

test('an older export brings back nothing that was corrected since', async () => {
  const older = await exported('carbides', 'older.jsonl')
  const corrected = older.find(({ content }) => content.kind === 'measurement')!
  const { content, revision } = await current(corrected.key)
  await yoon.call(reviseRecord, { params: { id: corrected.key }, body: { upon: revision, content: { ...content, note: 'Seen again' } as never, reason: 'Seen in the notebook' } })
  const { counts, findings } = await brought('carbides', 'older.jsonl')
  assert.deepEqual(counts, [0, 0, older.length])
  assert.equal((await current(corrected.key)).content.note, 'Seen again')
  assert.deepEqual(findings.map(({ code }) => code), ['record.correction_kept'])
})

test('in another hub the same lines become its own records, once, and leave those of the first hub alone', async () => {
  const lines = await exported('carbides')
  assert.deepEqual((await brought('other', 'carbides.jsonl')).counts, [lines.length, 0, 0])
  assert.deepEqual((await brought('other', 'carbides.jsonl')).counts, [0, 0, lines.length])
  assert.equal(await total('other'), lines.length)
  assert.deepEqual((await brought('carbides', 'carbides.jsonl')).counts, [0, 0, lines.length])
  const copies = new Set((await exported('other')).map(({ key }) => key))
  assert.ok(lines.every(({ key }) => !copies.has(key)))
})

test('a line may add what was measured on a record of the hub by naming its id', async () => {
  const lines = await exported('carbides')
  const measurement = lines.find(({ content }) => content.kind === 'measurement')!
  await write('added.jsonl', [{ key: 'measured again', content: measurement.content }])
  assert.deepEqual((await brought('carbides', 'added.jsonl')).counts, [1, 0, 0])
})

test('a record that two lines revise, however far apart they stand, refuses the file by the later line', async () => {
  const lines = await exported('carbides')
  const first = lines.find(({ content }) => content.kind === 'material')!
  const again = (name: string): Line => ({ ...first, content: { ...first.content, name } })
  const others = Array.from({ length: 2500 }, (_, n): Line => ({ key: `more ${n}`, content: first.content }))
  await write('twice.jsonl', [again('One name'), ...others, again('Another name')])
  const refused = await runSojae(['import', path('twice.jsonl'), '--hub', 'carbides'], hub)
  assert.notEqual(refused.status, 0)
  assert.match(refused.err, /line 2502: the key .* is already that of an earlier line/)
  assert.equal((await current(first.key)).content.name, first.content.name)
})

test('a record withdrawn since is made anew, and a line of another kind is refused with its number', async () => {
  const lines = await exported('other')
  const measured = lines.find(({ content }) => content.kind === 'measurement')!
  const material = lines.find(({ content }) => content.kind === 'material')!
  await write('other-kind.jsonl', [material, { ...measured, content: { ...material.content } }])
  const refused = await runSojae(['import', path('other-kind.jsonl'), '--hub', 'other'], hub)
  assert.notEqual(refused.status, 0)
  assert.match(refused.err, /line 2: a measurement of this hub .* cannot become a material/)
  await yoon.call(withdrawRecord, { params: { id: measured.key }, body: { upon: measured.revision!, reason: 'A mistake' } })
  assert.deepEqual((await brought('other', 'other.jsonl')).counts, [1, 0, lines.length - 1])
})
