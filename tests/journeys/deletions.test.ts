// A donor takes her consent back: lead Oh Sejin deletes what the hub says of her sample, and nobody finds a word of it any more.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Client } from '#contract/client.ts'
import {
  checkBulkEdit, checkDeletion, checkRecords, commentRecord, createDraft, createImport, createRecord, createTable, deleteFile, deleteRecord, freezeTable, getBulkEdit,
  getFacets, getFrozenRows, getImport, getLineage, getRecord, getRevisions, listFrozenTables, listTemplates, returnRecord, reviseRecord, searchRecords,
  startBulkEdit, withdrawRecord,
} from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { noBrowser, openBrowser, pictureFolder } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

/** Stands in everything that is deleted, and nowhere else. */
const WORD = 'Xylokryptan'
const params = { hub: 'main' }
let hub: RunningHub
let oh: Member, na: Member, seo: Member
let lead: Client
before(async () => {
  hub = await startHub()
  oh = await addMember(hub, 'Oh Sejin', 'lead')
  na = await addMember(hub, 'Na Hayoung', 'researcher')
  seo = await addMember(hub, 'Seo Yunho', 'curator')
  lead = oh.client
})
after(() => hub.stop())

const own = { origin: 'specified', source: { kind: 'own' } } as const
const plate = (name: string, designation = '6061') => ({
  kind: 'material', template: 'wrought_plate@1', name, ...own, values: { designation: { type: 'text', text: designation } },
}) as const
const look = (of: string, files: object, name = `Micrograph ${WORD}`) => ({
  kind: 'measurement', template: 'microstructure@2', name, origin: 'measured', source: { kind: 'own' }, state: 'done', of, values: files,
})
const add = async (content: object, reason = 'entered') => (await na.client.call(createRecord, { params, body: { content: content as never, reason } })).id
const keep = (text: string) => na.client.upload('main', Buffer.from(text), 'application/octet-stream')
const scope = (sha256: string, name: string) => ({ microscope_file: { type: 'file', sha256, name } })
async function refused(work: Promise<unknown>, code: string): Promise<Refusal> {
  const error = await work.then(() => assert.fail('it was allowed'), (caught: unknown) => caught)
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  assert.match(error.text.ko, /[가-힣]/)
  return error
}
async function until<T>(ask: () => Promise<T>, isThere: (one: T) => boolean): Promise<T> {
  for (;;) {
    const one = await ask()
    if (isThere(one)) return one
    await sleep(30)
  }
}

/** Tables of the database in which the word stands in any row. */
async function tablesSaying(word = WORD): Promise<string[]> {
  const { pool, close } = openDatabase(hub.database)
  try {
    const { rows } = await pool.query(`select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by 1`)
    const found: string[] = []
    for (const { name } of rows) {
      const { rows: [{ n }] } = await pool.query(`select count(*)::int as n from "${name}" as one where one::text ilike $1`, [`%${word}%`])
      if (n > 0) found.push(name)
    }
    return found
  } finally {
    await close()
  }
}

/** Files of the store in which the word stands. */
async function filesSaying(): Promise<string[]> {
  const all = await readdir(join(hub.home, 'files'), { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const one of all) if (one.isFile() && (await readFile(join(one.parentPath, one.name))).includes(WORD)) found.push(one.name)
  return found
}

type Made = { plate: string; cut: string; micrograph: string; original: string; ownFile: string; shared: string; table: string; frozen: string }
let made: Made

test('what is to be deleted stands in many places', async () => {
  const line = JSON.stringify({ key: `${WORD} 7`, content: plate(`${WORD} plate`, `${WORD} 6061`) })
  const { sha256: original } = await na.client.upload('main', Buffer.from(line), 'application/jsonl')
  const started = await na.client.call(createImport, { params, body: { recipe: { records: 'plates' }, file: { sha256: original, name: 'plates.jsonl' } } })
  await until(() => na.client.call(getImport, { params: { id: started.id } }), ({ state }) => state === 'done')
  const { records: [imported] } = await na.client.call(searchRecords, { params, query: { text: WORD } })
  const { id } = imported!
  const bar = await add({ kind: 'material', template: 'test_bar@2', name: 'Bar', ...own, values: {} })
  const cut = await add({
    kind: 'process', template: 'specimen_cutting@1', name: `Cutting of ${WORD}`, ...own, state: 'done', planned: {}, values: {},
    inputs: [{ material: id, role: `of ${WORD}` }], outputs: [{ material: bar }],
  }, `from the ${WORD}`)
  await add({ kind: 'measurement', template: 'tension_test@2', name: 'Tension of the bar', origin: 'measured', source: { kind: 'own' }, state: 'done', of: bar, values: {} })
  const [ownFile, shared] = [(await keep(`raw ${WORD}`)).sha256, (await keep('calibration')).sha256]
  await add(look(id, scope(shared, 'calibration.dat'), 'Another micrograph'))
  const micrograph = await add(look(id, { ...scope(ownFile, `${WORD}.dm4`), phases: { type: 'terms', terms: ['FCC'] } }))
  await na.client.call(reviseRecord, { params: { id: micrograph }, body: { upon: 1, content: look(id, scope(shared, `${WORD}.dat`)) as never, reason: `not ${WORD}` } })
  await na.client.call(withdrawRecord, { params: { id: micrograph }, body: { upon: 2, reason: `${WORD}?` } })
  await na.client.call(returnRecord, { params: { id: micrograph }, body: { reason: `${WORD}!` } })
  await na.client.call(commentRecord, { params: { id }, body: { text: `Whose is ${WORD}?` } })
  const edit = await seo.client.call(checkBulkEdit, { params, body: { records: { found: { text: WORD, kind: 'material' } }, change: { what: 'set', field: 'designation', text: `${WORD} 7075` } } })
  await seo.client.call(startBulkEdit, { params: { id: edit.id }, body: { reason: `${WORD} again` } })
  await until(() => seo.client.call(getBulkEdit, { params: { id: edit.id } }), ({ state }) => state === 'done')
  await na.client.call(createDraft, { params, body: { reason: WORD, records: [{ key: 'record', content: plate(`${WORD} 8`) as never, revises: { id, upon: 2 } }] } })
  const { id: table } = await na.client.call(createTable, { params, body: {
    name: 'plates', title: { en: 'Plates', ko: '판재' }, rows: { template: 'wrought_plate' }, columns: [{ name: 'designation', path: { from: 'own', field: 'designation' } }],
  } })
  const { id: frozen } = await na.client.call(freezeTable, { params: { id: table } })
  await until(() => na.client.call(listFrozenTables, { params: { id: table } }), (list) => list.frozen[0]?.state === 'ready')
  made = { plate: id, cut, micrograph, original, ownFile, shared, table, frozen }
  const places = await tablesSaying()
  for (const place of ['record', 'revision', 'withdrawal', 'edge', 'import_identity', 'comment', 'bulk_edit', 'draft']) assert.ok(places.includes(place), `${place} in ${places.join()}`)
  const files = await filesSaying()
  assert.ok(files.includes(original) && files.includes(ownFile))
})

test('only a lead deletes, after the record’s name is typed; a look says what goes, what stays and where it may remain', async () => {
  await refused(seo.client.call(checkDeletion, { params: { id: made.plate } }), 'access.not_allowed')
  await refused(seo.client.call(deleteRecord, { params: { id: made.plate }, body: { name: `${WORD} plate`, reason: 'x' } }), 'access.not_allowed')
  const stranger = await addMember(hub, 'Stranger', 'lead', 'none')
  await refused(stranger.client.call(checkDeletion, { params: { id: made.plate } }), 'record.not_found')
  await refused(lead.call(deleteRecord, { params: { id: made.plate }, body: { name: 'Plate', reason: 'x' } }), 'deletion.name_differs')
  const places = await lead.call(checkDeletion, { params: { id: made.plate } })
  assert.deepEqual([places.revisions, places.comments, places.linked, places.frozen.map(({ id }) => id), places.imports.map(({ sha256 }) => sha256)],
    [2, 1, 3, [made.frozen], [made.original]])
  const { files, files_kept } = await lead.call(checkDeletion, { params: { id: made.micrograph } })
  assert.deepEqual([files, files_kept], [[made.ownFile], [made.shared]])
})

test('after deletion its words are in no table, no answer and no file but the original that was named, and that goes by itself', async () => {
  const { micrograph, cut, plate: deleted } = made
  const hashes = (await lead.call(getRevisions, { params: { id: deleted } })).revisions.map(({ hash }) => hash)
  const before = await lead.call(getFacets, { params, query: {} })
  await lead.call(deleteRecord, { params: { id: micrograph }, body: { name: `Micrograph ${WORD}`, reason: 'Consent withdrawn' } })
  await lead.call(deleteRecord, { params: { id: cut }, body: { name: `Cutting of ${WORD}`, reason: 'Consent withdrawn' } })
  const { tombstone } = await lead.call(deleteRecord, { params: { id: deleted }, body: { name: `${WORD} plate`, reason: 'Consent withdrawn' } })
  assert.deepEqual(await tablesSaying(), [])
  assert.deepEqual(await filesSaying(), [made.original])
  assert.deepEqual([tombstone.by, tombstone.reason, tombstone.revisions.map(({ hash }) => hash)], ['Oh Sejin', 'Consent withdrawn', hashes])
  const refusal = await refused(na.client.call(getRecord, { params: { id: deleted } }), 'record.deleted')
  assert.match(refusal.text.en, /^This record was deleted by Oh Sejin on \d{4}-\d\d-\d\d, for privacy or law: Consent withdrawn$/)
  const { status } = await fetch(`${hub.address}/api/v1/records/${deleted}`, { headers: { authorization: `Bearer ${na.token}` } })
  assert.equal(status, 410)
  for (const work of [
    () => na.client.call(getRevisions, { params: { id: deleted } }), () => na.client.call(getLineage, { params: { id: deleted } }),
    () => na.client.call(reviseRecord, { params: { id: deleted }, body: { upon: 2, content: plate('x') as never, reason: 'x' } }),
    () => na.client.call(withdrawRecord, { params: { id: deleted }, body: { upon: 2, reason: 'x' } }), () => lead.call(checkDeletion, { params: { id: deleted } }),
  ]) await refused(work(), 'record.deleted')
  const after = await lead.call(getFacets, { params, query: {} })
  assert.equal(before.total - after.total, 3)
  assert.equal((await na.client.call(searchRecords, { params, query: { text: WORD } })).total, 0)
  const counted = (await na.client.all(listTemplates, { params })).templates.find(({ template }) => template === 'wrought_plate')
  assert.equal((counted as { records?: number }).records, 0)
  await refused(na.client.call(getFrozenRows, { params: { id: made.frozen }, query: {} }), 'table.not_frozen')
  const lines = await (await na.client.request('/hubs/main/records/export?format=jsonl')).text()
  assert.ok(!lines.includes(WORD))

  await lead.call(deleteFile, { params: { ...params, sha256: made.original }, body: { reason: 'It names her' } })
  assert.deepEqual(await filesSaying(), [])
  await refused(na.client.request(`/files/${made.original}`), 'file.deleted')
  const again = Buffer.from(JSON.stringify({ key: `${WORD} 7`, content: plate(`${WORD} plate`, `${WORD} 6061`) }))
  await refused(keep(again.toString()), 'file.deleted')
  const begun = await na.client.request('/hubs/main/uploads', { method: 'POST', headers: { 'upload-length': String(again.length) } })
  const upload = begun.headers.get('location')!.replace('/api/v1', '')
  const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  await refused(na.client.request(upload, { method: 'PATCH', body: again as BodyInit, headers }), 'file.deleted')
  assert.deepEqual(await filesSaying(), [])
})

test('the history of others still leads through it: the lineage shows that something was there, and what hangs on it can be revised', async () => {
  const { records: [bar] } = await na.client.call(searchRecords, { params, query: { q: 'template = test_bar' } })
  const { nodes, edges } = await na.client.call(getLineage, { params: { id: bar!.id } })
  assert.deepEqual(nodes.filter(({ deleted }) => deleted).map(({ id, name }) => [id, name]).sort(), [made.cut, made.plate, made.micrograph].sort().map((id) => [id, '–']))
  assert.ok(edges.some(({ from, to }) => from === made.plate && to === made.cut) && edges.some(({ from, to }) => from === made.cut && to === bar!.id))
  const { records: [other] } = await na.client.call(searchRecords, { params, query: { q: 'name = "Another micrograph"' } })
  await na.client.call(reviseRecord, { params: { id: other!.id }, body: { upon: 1, content: look(made.plate, {}, 'Another micrograph') as never, reason: 'cleared' } })
})

test('nothing new is measured on a deleted material or made of it; the form hears it before it is sent', async () => {
  const content = look(made.plate, {}, 'Too late') as never
  const { text } = await refused(na.client.call(createRecord, { params, body: { content } }), 'lineage.deleted_material')
  assert.match(text.en, /was deleted for privacy or law; nothing new can be measured on it or made of it\.$/)
  const { problems } = await na.client.call(checkRecords, { params, body: { records: [{ key: 'record', content }] } })
  assert.deepEqual(problems.map(({ code }) => code), ['lineage.deleted_material'])
  await refused(na.client.call(createRecord, { params, body: { content: {
    kind: 'process', template: 'specimen_cutting@1', name: 'Cutting again', ...own, state: 'done', planned: {}, values: {}, 
    inputs: [{ material: made.plate }], outputs: [{ material: await add({ kind: 'material', template: 'test_bar@2', name: 'Bar of nothing', ...own, values: {} }) }],
  } } }), 'lineage.deleted_material')
  const { id } = await na.client.call(createRecord, { params, body: { content: look(await add(plate('Plate 9')), {}, 'In time') as never } })
  await refused(na.client.call(reviseRecord, { params: { id }, body: { upon: 1, content, reason: 'moved' } }), 'lineage.deleted_material')
})

test('an archive made since holds no word of it, and the chain of its revisions is still checked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sojae-archive-'))
  try {
    const path = join(folder, 'hub.tar')
    const { status, err } = await runSojae(['archive', 'export', path], { home: hub.home })
    assert.equal(status, 0, err)
    assert.ok(!(await readFile(path)).includes(WORD))
    const verified = await runSojae(['archive', 'verify', path, '--json'], { home: hub.home })
    assert.equal(verified.status, 0, verified.err)
    assert.equal((JSON.parse(verified.out) as { revisions_differing: number }).revisions_differing, 0)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the database lets nothing of a revision change but what a deletion erases', async () => {
  const { pool, close } = openDatabase(hub.database)
  const { rows: [{ record }] } = await pool.query(`select record from revision where not erased limit 1`)
  try {
    for (const change of [`content = '{}'`, `reason = ''`, `erased = true, reason = '', content = erased_content(content)`]) {
      await assert.rejects(pool.query(`update revision set ${change} where record = $1`, [record]), /revisions are never changed/, change)
    }
    for (const change of [`erased = false`, `reason = 'x'`, `hash = 'x'`, `content = content || '{"name": "x"}'`]) {
      await assert.rejects(pool.query(`update revision set ${change} where record = $1`, [made.plate]), /revisions are never changed/, change)
    }
    await assert.rejects(pool.query(`update record set name = 'x', revision = 3 where id = $1`, [made.plate]), /no further revision/)
    await assert.rejects(pool.query(`delete from revision where record = $1`, [made.plate]), /revisions are never changed/)
  } finally {
    await close()
  }
})

test('on its page a lead types the name and deletes; then the page says who did it and why', { skip: noBrowser }, async () => {
  const pictures = await pictureFolder()
  const id = await add(plate('Sample of Kim'))
  const { page, context, complaints } = await openBrowser({ width: 1280 })
  await context.addCookies([{ name: 'sojae_session', value: oh.token, url: hub.address }])
  await page.goto(`${hub.address}/r/${id}`)
  await page.getByRole('button', { name: 'Delete for privacy or law …' }).click()
  await page.getByLabel('Why (stays in its place)').fill('She asked for it')
  assert.ok(await page.getByRole('button', { name: 'Delete for good' }).isDisabled())
  await page.getByLabel('Type its name to go on: Sample of Kim').fill('Sample of Kim')
  await page.screenshot({ path: join(pictures, 'delete-form.png'), fullPage: true })
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await page.getByRole('heading', { name: 'Deleted record' }).waitFor()
  await page.getByText('She asked for it').waitFor()
  await page.screenshot({ path: join(pictures, 'deleted.png'), fullPage: true })
  assert.deepEqual(complaints.filter((line) => !line.includes('410')), [])
})

test('on the page of a record a lead deletes one of its files, saying why; the page says that it is gone, and others have no button', { skip: noBrowser }, async () => {
  const pictures = await pictureFolder()
  const [face, raw] = [(await keep('a face in it')).sha256, (await keep('raw counts')).sha256]
  const id = await add(look(await add(plate('Plate 12')), { ...scope(face, 'face.dm4') }, 'A visitor in the picture'))
  await na.client.call(reviseRecord, { params: { id }, body: { upon: 1, content: look(await add(plate('Plate 13')), scope(face, 'face.dm4'), 'A visitor in the picture') as never, reason: 'moved' } })
  const { page, context, complaints } = await openBrowser({ width: 390 })
  const as = (who: Member) => context.addCookies([{ name: 'sojae_session', value: who.token, url: hub.address }])
  await as(na)
  await page.goto(`${hub.address}/r/${id}`)
  await page.getByRole('link', { name: 'face.dm4' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Delete a file for privacy or law …' }).count(), 0)
  await as(oh)
  await page.goto(`${hub.address}/r/${id}`)
  await page.getByRole('button', { name: 'Delete a file for privacy or law …' }).click()
  await page.getByLabel('Why (stays in place of the file)').fill('A visitor can be seen')
  assert.ok(await page.getByRole('button', { name: 'Delete for good' }).isDisabled())
  await page.getByLabel('I know that it cannot be undone').check()
  await page.screenshot({ path: join(pictures, 'delete-file.png'), fullPage: true })
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await page.getByText('deleted for privacy or law', { exact: true }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'face.dm4' }).count(), 0)
  await page.screenshot({ path: join(pictures, 'deleted-file.png'), fullPage: true })
  await refused(lead.request(`/files/${face}`), 'file.deleted')
  assert.equal((await lead.call(getRecord, { params: { id } })).files[face], 'deleted')
  assert.equal((await lead.request(`/files/${raw}`)).status, 200)
  assert.deepEqual(complaints, [])
})

test('on the command line a record is deleted by its name, and a file only when one says that it is for good', async () => {
  const id = await add(plate('Sample of Lee'))
  assert.equal((await runSojae(['record', 'delete', id, '--reason', 'x'], { home: hub.home })).status, 2)
  const dry = await runSojae(['record', 'delete', id, '--check'], { home: hub.home })
  assert.match(dry.out, /Revisions\s+1/, dry.err)
  const done = await runSojae(['record', 'delete', id, '--name', 'Sample of Lee', '--reason', 'asked'], { home: hub.home })
  assert.match(done.out, /deleted/, done.err)
  const { sha256 } = await keep('a face')
  assert.equal((await runSojae(['file', 'delete', sha256, '--reason', 'a face'], { home: hub.home })).status, 2)
  assert.match((await runSojae(['file', 'delete', sha256, '--reason', 'a face', '--for-good'], { home: hub.home })).out, /The file is deleted/)
})

test('the explore index holds no word of it either', async () => {
  await na.client.call(searchRecords, { params, query: {} })
  await hub.kill9()
  const index = await DuckDBInstance.create(join(hub.home, 'explore.duckdb'))
  const on = await index.connect()
  try {
    const tables = (await on.runAndReadAll(`select table_name from information_schema.tables where table_type = 'BASE TABLE'`)).getColumns()[0]! as string[]
    assert.ok(tables.includes('record'))
    for (const table of tables) {
      const { [0]: [n] = [] } = (await on.runAndReadAll(`select count(*)::integer from "${table}" as one where one::varchar ilike '%${WORD}%'`)).getRows()
      assert.equal(n, 0, table)
    }
  } finally {
    on.closeSync()
    index.closeSync()
  }
})
