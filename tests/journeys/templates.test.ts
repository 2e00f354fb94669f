// A curator states what her lab records, changes her mind about it, and moves the records that can follow.
import assert from 'node:assert/strict'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import type { CallInput } from '#contract/operation.ts'
import {
  cancelJob, checkMigration, checkTemplate, createImport, createRecord, createTable, getImport, getMigration, getRecord, getRevisions, getTemplate, listTemplates,
  migrateRecords, reviseRecord, saveTemplate, searchRecords, undoMigration,
} from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'
import { runSojae } from './run-sojae.ts'

let hub: RunningHub
let lim: Client
before(async () => {
  hub = await startHub()
  lim = createClient({ address: hub.address, token: hub.token })
})
after(() => hub.stop())

const params = { hub: 'main' }
const creep = (version: number, fields: string, name = 'creep_test') => `template: ${name}
version: ${version}
kind: measurement
stage: property
label: {en: Creep test, ko: 크리프 시험}
fields:
${fields}`
const STRENGTH = `  - name: strength
    label: {en: Creep strength, ko: 크리프 강도}
    type: quantity
    role: result
    unit: MPa
    bounds: [0, 5000]
`
const RENAMED = STRENGTH.replace('name: strength', 'name: creep_strength').replace('MPa', 'GPa').replace('[0, 5000]', '[0, 1]')
const NOTE = `  - {name: remark, label: {en: Remark, ko: 비고}, type: text, role: result}
`
const save = (yaml: string) => lim.call(saveTemplate, { params, body: { source: { yaml } } })
const check = (yaml: string) => lim.call(checkTemplate, { params, body: { source: { yaml } } })

type Content = CallInput<typeof createRecord>['body']['content']
const common = { origin: 'measured', source: { kind: 'own' } } as const
const add = async (content: Content) => (await lim.call(createRecord, { params, body: { content } })).id
let bar: string
const crept = (name: string, value: number, template = 'creep_test@1', field = 'strength', more: object = {}): Content => ({
  ...common, kind: 'measurement', template, name, state: 'done', of: bar, values: { [field]: { type: 'quantity', value, unit: 'MPa' }, ...more },
})
const refused = async (work: Promise<unknown>, code: string, says: RegExp) => {
  const error = await work.then(() => assert.fail('was not refused'), (caught: unknown) => caught)
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  assert.match(error.text.en, says)
  assert.match(error.text.ko, /[가-힣]/)
}
async function over(id: string) {
  for (;;) {
    const migration = await lim.call(getMigration, { params: { id } })
    if (!['queued', 'running', 'undoing'].includes(migration.state)) return migration
    await sleep(30)
  }
}

test('a template with faults is told every one at its line, in both languages, and is not stored', async () => {
  const wrong = creep(1, `${STRENGTH.replace('MPa', 'MPaa').replace('[0, 5000]', '[9, 1]')}${STRENGTH}`)
  const { faults, dry_run } = await check(wrong)
  assert.deepEqual(faults.map(({ line, path, code }) => [line, path, code]), [
    [11, 'fields.0.unit', 'unit.unknown'], [12, 'fields.0.bounds', 'template.bounds'], [13, 'fields.1.name', 'template.duplicate_field'],
  ])
  for (const { text } of faults) assert.match(text.ko, /[가-힣]/)
  assert.equal(dry_run, null)
  const misspelt = await check(creep(1, STRENGTH.replace('role: result', 'rol: result').replace('type: quantity', 'type: number')))
  assert.deepEqual(misspelt.faults.map(({ line }) => line).sort(), [7, 9])
  assert.match(misspelt.faults.map(({ text }) => text.en).join(), /did you mean “role”/)
  assert.match((await check('a: [')).faults[0]!.text.ko, /행: YAML/)
  await refused(save(wrong), 'template.invalid', /^Line 11: “fields.0.unit”.*MPaa.*and 2 more/)
  await refused(lim.call(getTemplate, { params: { ...params, name: 'creep_test' } }), 'template.not_found', /creep_test/)
})

test('a name is one quantity in the whole hub, and a template is told where another gives it otherwise', async () => {
  const { faults } = await check(creep(1, STRENGTH.replace('name: strength', 'name: vickers_hardness').replace('MPa', 'mm')))
  assert.deepEqual(faults.map(({ code }) => code), ['template.other_meaning'])
  assert.match(faults[0]!.text.en, /hardness_test@1 in HV/)
})

test('the first version is 1, the same again adds nothing, and another text needs the next number', async () => {
  bar = await add({ ...common, kind: 'material', template: 'alloy_specimen@1', name: 'bar', values: {} })
  const first = await save(creep(1, STRENGTH + NOTE))
  assert.equal(first.template.version, 1)
  assert.equal(first.versions[0]!.author, 'console')
  assert.equal((await save(creep(1, STRENGTH + NOTE))).versions.length, 1)
  await refused(save(creep(1, STRENGTH)), 'template.invalid', /already, with another text.*version 2/)
  await refused(save(creep(2, STRENGTH + NOTE)), 'template.invalid', /says the same as creep_test@1/)
  await refused(save(creep(3, STRENGTH)), 'template.invalid', /next version of “creep_test” is 2, not 3/)
  await refused(save(creep(2, STRENGTH).replace('measurement', 'material').replace('result', 'attribute')), 'template.invalid', /stays that/)
  const read = await check(first.yaml)
  assert.equal(read.state, 'known', 'the file that is offered says the same')
})

const made: Record<string, string> = {}
test('a dry run counts which records convert and names those that stay, with the reason', async () => {
  for (const [name, value] of [['soft', 120], ['hard', 900], ['very hard', 1200]] as const) made[name] = await add(crept(name, value))
  made['noted'] = await add(crept('noted', 300, 'creep_test@1', 'strength', { remark: { type: 'text', text: 'furnace drift' } }))
  const body = { source: { yaml: creep(2, RENAMED) } }
  const { dry_run: blind } = await lim.call(checkTemplate, { params, body })
  assert.deepEqual([blind!.records, blind!.convert, blind!.stay], [4, 0, 4], 'without the new name, no value has a place')
  const renamed = { fields: { strength: 'creep_strength' } }
  const { dry_run } = await lim.call(checkTemplate, { params, body: { ...body, renamed } })
  assert.deepEqual([dry_run!.convert, dry_run!.stay], [2, 2])
  assert.deepEqual(dry_run!.reasons.map(({ code, examples }) => [code, examples.map(({ id }) => id)]).sort(), [
    ['field.bounds', [made['very hard']]], ['migration.field_removed', [made['noted']]],
  ])
  assert.ok(dry_run!.changes.some(({ code }) => code === 'unit'))
  assert.equal((await lim.call(listTemplates, { params })).templates.filter(({ template }) => template === 'creep_test').length, 1)
})

let migration: string
test('records that convert get a revision, those that do not stay, and both are found', async () => {
  const columns = [{ name: 'strength', path: { from: 'own', field: 'strength' } }] as const
  const definition = { name: 'creep', title: { en: 'Creep', ko: '크리프' }, rows: { template: 'creep_test' }, columns: [...columns] }
  const table = await lim.call(createTable, { params, body: definition })
  await save(creep(2, RENAMED))
  const before = await lim.call(getRevisions, { params: { id: made['hard']! } })
  const renamed = { fields: { strength: 'creep_strength' } }
  const where = { params: { ...params, name: 'creep_test' } }
  const tried = await lim.call(checkMigration, { ...where, body: { from: 1, renamed } })
  assert.deepEqual(tried.tables, [{ id: table.id, title: definition.title, fields: ['strength'] }], 'a table that draws the old name is told')
  const started = await lim.call(migrateRecords, { ...where, body: { from: 1, renamed, reason: 'house style' } })
  const done = await over(started.id)
  migration = done.id
  assert.equal(done.state, 'done', done.problem?.en)
  assert.deepEqual([done.report!.convert, done.report!.stay], [tried.convert, tried.stay])
  const { revisions } = await lim.call(getRevisions, { params: { id: made['hard']! } })
  assert.deepEqual(revisions.map(({ n, reason }) => [n, reason]), [[2, 'creep_test@1 → creep_test@2: house style'], [1, '']])
  assert.deepEqual(revisions[1], before.revisions[0], 'what was recorded stands as it stood')
  assert.equal(revisions[0]!.parent, revisions[1]!.hash)
  assert.deepEqual(revisions[0]!.content.values, { creep_strength: { type: 'quantity', value: 900, unit: 'MPa' } }, 'the unit is as written')
  assert.equal((await lim.call(getRecord, { params: { id: made['noted']! } })).content.template, 'creep_test@1')
  const find = async (q: string) => (await lim.call(searchRecords, { params, query: { q } })).records.map(({ name }) => name).sort()
  assert.deepEqual(await find('creep_strength > 0.1 GPa'), ['hard', 'soft'])
  assert.deepEqual(await find('strength > 100 MPa'), ['noted', 'very hard'])
  const { versions } = await lim.call(getTemplate, where)
  assert.deepEqual(versions.map(({ version, records }) => [version, records]), [[2, 2], [1, 2]])
})

test('an undo writes back what each record said, but for one that was revised since', async () => {
  const content = crept('soft, corrected', 125, 'creep_test@2', 'creep_strength')
  await lim.call(reviseRecord, { params: { id: made['soft']! }, body: { upon: 2, content, reason: 'recalibrated' } })
  await lim.call(undoMigration, { params: { id: migration } })
  const undone = await over(migration)
  assert.equal(undone.state, 'undone', undone.problem?.en)
  assert.deepEqual([undone.undo_report!.written_back, undone.undo_report!.left], [1, 1])
  assert.deepEqual(undone.undo_report!.findings, [{ record: { id: made['soft'], name: 'soft, corrected' }, revision: 3 }])
  const { revisions } = await lim.call(getRevisions, { params: { id: made['hard']! } })
  assert.deepEqual(revisions.map(({ n }) => n), [3, 2, 1])
  assert.deepEqual(revisions[0]!.content, revisions[2]!.content)
  assert.equal((await lim.call(getRecord, { params: { id: made['soft']! } })).revision, 3)
  await refused(lim.call(undoMigration, { params: { id: migration } }), 'migration.not_done', /already/)
})

test('records do not move back, nor under names that are not there', async () => {
  const ask = (body: CallInput<typeof checkMigration>['body']) => lim.call(checkMigration, { params: { ...params, name: 'creep_test' }, body })
  await refused(ask({ from: 2, to: 1 }), 'migration.not_later', /undo/)
  await refused(ask({ from: 7 }), 'template.unknown_version', /creep_test@7/)
  await refused(ask({ from: 1, renamed: { fields: { strenght: 'creep_strength' } } }), 'template.renamed_unknown', /did you mean “strength”/)
})

test('a template that extends another narrows it, says where its fields come from, and cannot widen', async () => {
  const narrow = `template: e8_test
extends: tension_test@2
label: {en: ASTM E8 tension test, ko: ASTM E8 인장 시험}
fields:
  - {name: yield_strength, obligation: required, unit: GPa, bounds: [0.05, 4]}
  - name: test_type
    vocabulary: [{term: tension}]
  - {name: gauge_length, label: {en: Gauge length, ko: 표점 거리}, type: quantity, role: condition, unit: mm}
`
  const saved = await save(narrow)
  const named = (name: string) => saved.template.fields.find((field) => field.name === name)!
  assert.equal(saved.template.kind, 'measurement')
  assert.deepEqual([named('yield_strength').obligation, named('yield_strength').bounds], ['required', [0.05, 4]])
  assert.deepEqual(named('test_type').vocabulary!.map(({ term, label }) => [term, label.ko]), [['tension', '인장']])
  assert.equal(saved.inherited['elongation'], 'tension_test@2')
  assert.equal(saved.inherited['gauge_length'], undefined)
  assert.equal(saved.written.fields.length, 3, 'what was written is kept beside what it means')
  assert.deepEqual((await lim.call(getTemplate, { params: { ...params, name: 'tension_test' } })).extended_by, ['e8_test@1'])
  const { faults } = await check(narrow.replace('e8_test', 'e9_test').replace('[0.05, 4]', '[0.05, 400]').replace('{term: tension}', '{term: bending, label: {en: B, ko: 굽힘}}'))
  assert.deepEqual(faults.map(({ line, code }) => [line, code]), [[5, 'template.widened'], [7, 'template.widened']])
  const own = await check(narrow.replace('e8_test', 'e9_test').replace('unit: mm', 'unit: mmm'))
  assert.deepEqual(own.faults.map(({ line, path }) => [line, path]), [[8, 'fields.2.unit']], 'a field of its own is told where it is written')
  assert.deepEqual((await check(narrow.replace('tension_test@2', 'tension_test@9'))).faults.map(({ code }) => code), ['template.unknown_base'])
})

test('only who leads or curates may state what is recorded; every member may read it', async () => {
  const { pool, close } = openDatabase(hub.database)
  try {
    await pool.query(`update membership set role = 'researcher'`)
    await refused(save(creep(3, STRENGTH)), 'access.not_allowed', /lead/)
    await refused(lim.call(undoMigration, { params: { id: migration } }), 'access.not_allowed', /lead/)
    assert.equal((await lim.call(getTemplate, { params: { ...params, name: 'creep_test' } })).editable, false)
    await pool.query('delete from membership')
    await refused(lim.call(getTemplate, { params: { ...params, name: 'creep_test' } }), 'hub.not_found', /main/)
    await refused(lim.call(getMigration, { params: { id: migration } }), 'migration.not_found', /no such/)
  } finally {
    await pool.query(`insert into membership (hub, account, role) select hub.id, account.id, 'lead' from hub, account on conflict (hub, account) do update set role = 'lead'`)
    await close()
  }
})

test('on the command line a file is checked, added, its records moved and moved back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sojae-templates-'))
  const file = join(folder, 'creep.template.yaml')
  const at = { home: hub.home }
  await writeFile(file, creep(3, STRENGTH.replace('MPa', 'zorkmid')))
  const wrong = await runSojae(['template', 'check', file], at)
  assert.equal(wrong.status, 1)
  assert.match(wrong.err, /^creep\.template\.yaml:11: fields\.0\.unit: .*zorkmid[\s\S]*has 1 fault\./)
  await writeFile(file, creep(3, STRENGTH + NOTE))
  const right = await runSojae(['template', 'check', file, '--language', 'ko'], at)
  assert.equal(right.status, 0, right.err)
  assert.match(right.out, /creep_test@2 → creep_test@3[\s\S]*없어집니다/)
  assert.match((await runSojae(['template', 'add', file], at)).out, /creep_test@3 is in the hub\./)
  const moved = await runSojae(['template', 'migrate', 'creep_test', '--from', '2', '--renamed', 'creep_strength=strength', '--json'], at)
  assert.equal(moved.status, 0, moved.err)
  const { id, report } = JSON.parse(moved.out) as { id: string; report: { convert: number } }
  assert.equal(report.convert, 1)
  const back = await runSojae(['template', 'undo', id], at)
  assert.match(back.out, /1 records say again what they said before; 0 were revised since/)
  assert.match((await runSojae(['template', 'show', 'e8_test', '--yaml'], at)).out, /^template: e8_test\nversion: 1\nextends: tension_test@2\n/)
})

test('a migration that is killed half-way has written nothing, and finishes by itself after the next start', async () => {
  const count = 1500
  await save(creep(1, STRENGTH, 'long_creep'))
  const lines = Array.from({ length: count }, (_, index) => (
    JSON.stringify({ key: `m${index}`, content: { ...crept(`run ${index}`, 100 + index, 'long_creep@1'), of: 'bar' } })
  ))
  const melt = JSON.stringify({ key: 'bar', content: { ...common, kind: 'material', template: 'alloy_specimen@1', name: 'long bar', values: {} } })
  const { sha256 } = await lim.upload('main', Buffer.from([melt, ...lines].join('\n')), 'application/jsonl')
  const { id: imported } = await lim.call(createImport, { params, body: { recipe: { records: 'long' }, file: { sha256, name: 'long.jsonl' } } })
  while ((await lim.call(getImport, { params: { id: imported } })).state !== 'done') await sleep(50)
  await save(creep(2, STRENGTH.replace('MPa', 'GPa').replace('[0, 5000]', '[0, 5]'), 'long_creep'))
  const byVersion = async () => (await lim.call(getTemplate, { params: { ...params, name: 'long_creep' } })).versions.map(({ version, records }) => [version, records])
  const { id } = await lim.call(migrateRecords, { params: { ...params, name: 'long_creep' }, body: { from: 1 } })
  while ((await lim.call(getMigration, { params: { id } })).state === 'queued') await sleep(5)
  assert.equal((await lim.call(getMigration, { params: { id } })).state, 'running')
  const port = Number(new URL(hub.address).port)
  await hub.kill9()
  const { pool, close } = openDatabase(hub.database)
  const written = await pool.query<{ n: string }>(`select count(*) as n from record where template = 'long_creep' and template_version = 2`)
  assert.ok([0, count].includes(Number(written.rows[0]!.n)), `${written.rows[0]!.n} of ${count}`)
  await close()
  hub = await startHub({ home: hub.home, port })
  lim = createClient({ address: hub.address, token: hub.token })
  assert.equal((await over(id)).state, 'done')
  assert.deepEqual(await byVersion(), [[2, count], [1, 0]])
})

test('a migration that is cancelled leaves every record where it was, and can be started again', async () => {
  const where = { params: { ...params, name: 'long_creep' } }
  await save(creep(3, STRENGTH.replace('MPa', 'kPa').replace('[0, 5000]', '[0, 5000000]'), 'long_creep'))
  const { id, job } = await lim.call(migrateRecords, { ...where, body: { from: 2 } })
  while ((await lim.call(getMigration, { params: { id } })).state === 'queued') await sleep(5)
  await lim.call(cancelJob, { params: { id: job! } })
  const stopped = await over(id)
  assert.equal(stopped.state, 'failed')
  assert.match(stopped.problem!.en, /nothing of it was kept/)
  // The job may still be on its way to notice; whatever it had written is gone once the hub can be locked again.
  const again = await over((await lim.call(migrateRecords, { ...where, body: { from: 2 } })).id)
  assert.deepEqual([again.state, again.report!.convert], ['done', 1500])
  await refused(lim.call(undoMigration, { params: { id } }), 'migration.not_done', /nothing to undo/)
})
