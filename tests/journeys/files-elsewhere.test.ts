// Ryu Haneul's beamline data stay at the facility, 40 TB of it: the hub says where they are and which they are, and never that it has them.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  checkBulkEdit, checkDeletion, checkRecords, createImport, createRecord, createTable, deleteRecord, getBulkEdit, getImport, getRecord, getTableRows, searchRecords,
  startBulkEdit,
} from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { makeTrialHome, removeTrialHome } from '#platform/storage/trial-database.ts'
import { noBrowser, openBrowser, pictureFolder } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
const bytes = randomBytes(3_000_000)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const away = { type: 'file', address: 's3://beamline-4/2026/run5.h5', sha256, size: bytes.length, name: 'run5.h5', media_type: 'application/x-hdf5' } as const
let hub: RunningHub
let ryu: Member
let folder: string
let copy: string
let alloy: string
let id: string
before(async () => {
  hub = await startHub()
  ryu = await addMember(hub, 'Ryu Haneul', 'lead')
  folder = await mkdtemp(join(tmpdir(), 'sojae-elsewhere-'))
  copy = join(folder, 'run5.h5')
  await writeFile(copy, bytes)
  alloy = (await add({ kind: 'material', template: 'alloy@1', name: 'Alloy 5', origin: 'specified', source: { kind: 'own' }, values: {
    composition: { type: 'composition', written: 'CoNi', basis: 'amount', fractions: { Co: 0.5, Ni: 0.5 } },
  } })).id
  id = (await add(look(away))).id
})
after(async () => {
  await hub.stop()
  await rm(folder, { recursive: true })
})

const add = (content: object) => ryu.client.call(createRecord, { params, body: { content: content as never } })
const look = (file: object, name = 'Diffraction at the beamline') => ({
  kind: 'measurement', state: 'done', of: alloy, template: 'microstructure@2', name, origin: 'measured', source: { kind: 'own' }, values: { microscope_file: file },
})
const refused = async (work: Promise<unknown>, code: string) => {
  const error = await work.then(() => assert.fail('it was allowed'), (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code, error.text.en)
  assert.ok(!error.text.en.includes('\n'))
  assert.match(error.text.ko, /[가-힣]/)
  return error.text.en
}

test('a record says of the file what its author said, and that this hub does not have it', async () => {
  const { content, files } = await ryu.client.call(getRecord, { params: { id } })
  assert.deepEqual(content.values['microscope_file'], away)
  assert.deepEqual(files, { [sha256]: 'elsewhere' })
  await refused(ryu.client.request(`/files/${sha256}`), 'file.not_found')
  assert.equal((await ryu.client.call(searchRecords, { params, query: { q: 'microscope_file is known' } })).total, 1)
})

test('a hash that is none, a size below zero or not given, and an address that nobody can follow are each one line', async () => {
  const without = ({ size: _, ...rest }: typeof away) => rest
  assert.match(await refused(add(look({ ...away, sha256: 'abc' })), 'request.invalid'), /64 hexadecimal digits/)
  assert.match(await refused(add(look({ ...away, size: -5 })), 'request.invalid'), /“content\.values\.microscope_file\.size”|at least 0/)
  assert.match(await refused(add(look(without(away))), 'file.no_size'), /“run5\.h5” of File of the microscope is kept elsewhere and has no size/)
  assert.match(await refused(add(look({ ...away, address: 'javascript:alert(1)' })), 'file.address'), /“javascript:”/)
  assert.match(await refused(add(look({ ...away, address: 'https://kim:secret@example.org/run5.h5' })), 'file.address'), /password/)
  const { problems } = await ryu.client.call(checkRecords, { params, body: { records: [{ key: 'record', content: look({ ...away, address: 'file:///etc/passwd' }) as never }] } })
  assert.deepEqual(problems.map(({ code, field }) => [code, field]), [['file.address', 'microscope_file']])
  // An image is shown, a structure is read: for both the bytes are needed.
  await refused(add({ ...look(away), values: { micrograph: { ...away, type: 'image' } } }), 'request.invalid')
})

test('tables, CSV and the command line say where it is kept; JSON lines and an archive carry it, and no file', async () => {
  const { id: table } = await ryu.client.call(createTable, { params, body: {
    name: 'runs', title: { en: 'Runs', ko: '측정' }, rows: { template: 'microstructure' }, columns: [{ name: 'file', path: { from: 'own', field: 'microscope_file' } }],
  } })
  const { rows } = await ryu.client.call(getTableRows, { params: { id: table }, query: {} })
  assert.equal(rows[0]!.cells[0]!.value, 'run5.h5 (kept elsewhere: s3://beamline-4/2026/run5.h5)')
  const csv = await (await ryu.client.request('/hubs/main/records/export?format=csv&template=microstructure')).text()
  assert.match(csv, /run5\.h5 \(kept elsewhere: s3:\/\/beamline-4\/2026\/run5\.h5\)/)
  const shown = await runSojae(['record', 'show', id], hub)
  assert.match(shown.out, new RegExp(`run5\\.h5, 3\\sMB, kept elsewhere: s3://beamline-4/2026/run5\\.h5 · not in this hub · SHA-256 ${sha256}`))
  assert.ok(!shown.out.includes('file get'))

  const lines = await (await ryu.client.request('/hubs/main/records/export?format=jsonl')).text()
  // Under keys of their own they are new records; under ids of this hub they would be its own.
  const asNew = lines.replaceAll('{"key":"', '{"key":"new ').replaceAll('"of":"', '"of":"new ')
  const { sha256: file } = await ryu.client.upload('main', Buffer.from(asNew.replaceAll('Diffraction at the beamline', 'Diffraction, once more')), 'application/jsonl')
  const started = await ryu.client.call(createImport, { params, body: { recipe: { records: 'runs' }, file: { sha256: file, name: 'runs.jsonl' } } })
  let brought = started
  while (brought.state === 'queued' || brought.state === 'running') {
    await sleep(30)
    brought = await ryu.client.call(getImport, { params: { id: started.id } })
  }
  assert.equal(brought.state, 'done', brought.problem?.en)
  const { records: [again] } = await ryu.client.call(searchRecords, { params, query: { q: 'name = "Diffraction, once more"' } })
  assert.deepEqual((await ryu.client.call(getRecord, { params: { id: again!.id } })).content.values['microscope_file'], away)

  const archive = join(folder, 'all.tar')
  const exported = await runSojae(['archive', 'export', archive, '--json'], hub)
  assert.equal((JSON.parse(exported.out) as { files: { count: number } }).files.count, 1, 'the lines of the import and nothing else')
  assert.match((await runSojae(['archive', 'verify', archive], hub)).out, /2 accounts, the console’s own among them/)
  const home = await makeTrialHome()
  try {
    const imported = await runSojae(['archive', 'import', archive], { home })
    assert.equal(imported.status, 0, imported.err)
    const restored = await startHub({ home, embedded: true })
    const { out } = await runSojae(['record', 'show', id], restored).finally(restored.stop)
    assert.match(out, /kept elsewhere: s3:\/\/beamline-4\/2026\/run5\.h5 · not in this hub/)
  } finally {
    await removeTrialHome(home)
  }
})

test('on the command line the value is worked out without sending a byte, and a copy is held to it', async () => {
  const referred = await runSojae(['file', 'refer', copy, '--address', away.address, '--json'], { home: folder })
  assert.deepEqual(JSON.parse(referred.out), { ...away, media_type: 'application/octet-stream' })
  assert.equal((await runSojae(['file', 'refer', copy, '--address', 'javascript:alert(1)'], { home: folder })).status, 2)
  const same = await runSojae(['file', 'verify', copy, '--record', id], hub)
  assert.match(same.out, /^The same, byte for byte: run5\.h5 \(microscope_file\) of “Diffraction at the beamline”, revision 1\./)
  const other = join(folder, 'other.h5')
  await writeFile(other, bytes.subarray(1))
  const differs = await runSojae(['file', 'verify', other, '--record', id], hub)
  assert.equal(differs.status, 1)
  assert.match(differs.err, /other\.h5 is no file of “Diffraction at the beamline”: it has 2999999 B/)
})

test('a bulk edit of other fields leaves it as it is', async () => {
  const { id: edit } = await ryu.client.call(checkBulkEdit, { params, body: { records: { ids: [id] }, change: { what: 'set', field: 'phases', text: 'FCC' } } })
  await ryu.client.call(startBulkEdit, { params: { id: edit }, body: { reason: 'indexed' } })
  while ((await ryu.client.call(getBulkEdit, { params: { id: edit } })).state !== 'done') await sleep(30)
  assert.deepEqual((await ryu.client.call(getRecord, { params: { id } })).content.values, { microscope_file: away, phases: { type: 'terms', terms: ['FCC'] } })
})

test('in the form it is a choice beside the box for files: size and hash are worked out in the browser, and nothing is sent', { skip: noBrowser }, async () => {
  const pictures = await pictureFolder()
  const { page, context, complaints } = await openBrowser({ width: 390 })
  await context.addCookies([{ name: 'sojae_session', value: ryu.token, url: hub.address }])
  const sent: string[] = []
  page.on('request', (request) => {
    if (/\/(files|uploads)/.test(request.url())) sent.push(request.url())
  })
  await page.goto(`${hub.address}/h/main/records/new?kind=measurement&of=${alloy}&template=microstructure`)
  await page.getByRole('button', { name: 'It is kept elsewhere…' }).click()
  const box = page.getByRole('group', { name: 'File of the microscope' })
  await box.getByLabel('Address or path').fill('javascript:alert(1)')
  await box.getByLabel('Work out size and SHA-256 from a copy…').setInputFiles(copy)
  await page.waitForFunction((hash) => [...document.querySelectorAll('input')].some((input) => input.value === hash), sha256)
  assert.deepEqual([await box.getByLabel('Name of the file').inputValue(), await box.getByLabel('Size in bytes').inputValue()], ['run5.h5', '3000000'])
  await page.getByText('“javascript:” is no address that people can follow').first().waitFor()
  await box.getByLabel('Address or path').fill('https://zenodo.org/records/1234567/files/run5.h5')
  await page.screenshot({ path: join(pictures, 'elsewhere-form.png'), fullPage: true })
  await page.getByRole('radio', { name: 'measured' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('kept elsewhere; not in this hub').waitFor()
  const link = page.getByRole('link', { name: 'https://zenodo.org/records/1234567/files/run5.h5' }).first()
  assert.deepEqual([await link.getAttribute('rel'), await link.getAttribute('download')], ['noopener noreferrer', null])
  assert.deepEqual(sent, [])
  await page.screenshot({ path: join(pictures, 'elsewhere-record.png'), fullPage: true })
  // Only the web is a link; a bucket is text that one copies.
  await page.goto(`${hub.address}/r/${id}`)
  await page.getByText('s3://beamline-4/2026/run5.h5').first().waitFor()
  assert.equal(await page.getByRole('link', { name: /s3:/ }).count(), 0)
  await page.goto(`${hub.address}/h/main/records?q=${encodeURIComponent('name = "Diffraction at the beamline"')}`)
  await page.getByText('kept elsewhere', { exact: true }).waitFor()
  // Revised, the form shows it as it was said.
  await page.goto(`${hub.address}/r/${id}/revise`)
  assert.equal(await page.getByLabel('Address or path').inputValue(), 's3://beamline-4/2026/run5.h5')
  assert.deepEqual(complaints, [])
})

test('a deletion names it as out of reach; nothing of its address stays in the hub', async () => {
  const { id: gone } = await add(look({ ...away, address: '/tape/17/patient.dcm' }, 'Scan of a person'))
  const { files, files_elsewhere } = await ryu.client.call(checkDeletion, { params: { id: gone } })
  assert.deepEqual([files, files_elsewhere], [[], [{ sha256, address: '/tape/17/patient.dcm' }]])
  const { tombstone } = await ryu.client.call(deleteRecord, { params: { id: gone }, body: { name: 'Scan of a person', reason: 'asked' } })
  assert.match(tombstone.revisions[0]!.hash, /^[0-9a-f]{64}$/)
  const lines = await (await ryu.client.request('/hubs/main/records/export?format=jsonl')).text()
  assert.ok(!lines.includes('patient.dcm'))
})

test('once somebody uploads the same bytes, the record says that the hub holds it as well; another size under its hash is refused', async () => {
  await ryu.client.upload('main', bytes, 'application/x-hdf5')
  const { content, files } = await ryu.client.call(getRecord, { params: { id } })
  assert.deepEqual([content.values['microscope_file'], files], [away, { [sha256]: 'held' }])
  const response = await ryu.client.request(`/files/${sha256}`)
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes)
  assert.match((await runSojae(['record', 'show', id], hub)).out, new RegExp(`kept elsewhere: \\S+ · sojae file get ${sha256}`))
  assert.match(await refused(add(look({ ...away, size: 4 })), 'file.size_differs'), /said to have 4 bytes; .* it has 3000000/)
})
