// A curator looks before she imports: a kept recipe is tried first, a correction stands against the sheet, a file is one curve.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { checkImport, createImport, draftRecipe, getImport, getRecord, getSheetText, reviseRecord, saveRecipe, searchRecords } from '#contract/operations/index.ts'
import type { QuantityValue } from '#record/records/value.ts'
import { addMember } from './member.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
const RECIPE = `recipe: bars
version: 1
title: {en: Bars of the laboratory, ko: 실험실 시험편}
file: {kind: csv, missing: ['']}
columns:
  name: {header: bar, text: true}
  yield: {header: yield, unit: MPa}
  hardness: {header: hardness, unit: HV}
  temperature: {header: T, unit: °C}
records:
  - {as: bar, template: test_bar@2, name: '{name}', origin: specified, key: [name], values: {}}
  - {as: test, template: tension_test@2, name: 'Tension {name}', origin: measured, key: [bar], of: bar, values: {yield_strength: yield}}
  - {as: hard, template: hardness_test@1, name: 'Hardness {name}', origin: measured, key: [bar], of: bar, when: [hardness], values: {vickers_hardness: hardness, test_temperature: temperature}}
`
const sheet = (rows: readonly string[]) => ['bar,yield,hardness,T', ...rows, ''].join('\n')
const FIRST = ['B1,300,101,25', 'B2,310,102,25', 'B3,320,103,25']
/** B1 and B2 were corrected in the hub; of these the sheet has changed B1; of B3 one cell is bad. */
const SECOND = ['B1,305,101,25', 'B2,310,102,25', 'B3,320,soft,25']

let hub: RunningHub
let lee: Client
let folder: string
before(async () => {
  hub = await startHub()
  lee = createClient({ address: hub.address, token: hub.token })
  folder = await mkdtemp(join(tmpdir(), 'sojae-pages-'))
  await writeFile(join(folder, 'second.csv'), sheet(SECOND))
  await lee.call(saveRecipe, { params, body: { yaml: RECIPE } })
  await bring(sheet(FIRST))
  const ahn = await addMember(hub, 'Ahn Yuri', 'curator')
  const { records } = await lee.call(searchRecords, { params, query: { q: 'template = tension_test' } })
  for (const { id, name } of records.filter((each) => each.name !== 'Tension B3')) {
    const { revision, content } = await lee.call(getRecord, { params: { id } })
    const yield_strength: QuantityValue = { type: 'quantity', value: name === 'Tension B1' ? 290 : 295, unit: 'MPa' }
    await ahn.client.call(reviseRecord, { params: { id }, body: { upon: revision, content: { ...content, values: { ...content.values, yield_strength } } as never, reason: 'slip' } })
  }
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
  await hub.stop()
})

async function upload(text: string, name: string) {
  const { sha256 } = await lee.upload('main', Buffer.from(text), 'text/csv')
  return { sha256, name }
}
async function bring(text: string) {
  const { id } = await lee.call(createImport, { params, body: { recipe: { name: 'bars' }, file: await upload(text, 'bars.csv') } })
  for (;;) {
    const one = await lee.call(getImport, { params: { id } })
    if (one.state === 'done') return one
    assert.notEqual(one.state, 'failed', one.problem?.en)
    await sleep(100)
  }
}
async function visit() {
  const browser = await openBrowser()
  await browser.context.setExtraHTTPHeaders({ authorization: `Bearer ${hub.token}` })
  return browser
}

test('a recipe that the hub keeps is tried over the whole file before it is imported, and the import does what was said', { skip: noBrowser }, async () => {
  const { page, complaints, close } = await visit()
  await page.goto(`${hub.address}/h/main/imports`)
  await page.locator('#data-file').setInputFiles(join(folder, 'second.csv'))
  await page.getByRole('radio', { name: /Bars of the laboratory/ }).check()
  await page.getByRole('button', { name: 'Dry run first' }).click()
  const counted = page.locator('form dl')
  await counted.waitFor()
  const before = (await counted.innerText()).split('\n').filter(Boolean)
  assert.deepEqual(before, ['rows read', '3', 'records made', '0', 'records revised', '0', 'records unchanged', '8', 'duplicate rows', '0', 'cells not taken', '1', 'records left out', '1'])
  // Another file or recipe takes the answer away.
  await page.getByRole('radio', { name: /Map the columns/ }).check()
  assert.equal(await counted.count(), 0)
  await page.getByRole('radio', { name: /Bars of the laboratory/ }).check()
  await counted.waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)

  // What both have changed stands first, with what each says and who said it.
  await page.getByRole('heading', { name: 'What deserves a look' }).waitFor()
  const conflict = page.locator('tbody tr').first()
  assert.match(await conflict.innerText(), /^2\s+yield\s+305 \(MPa\)\s+Changed in both\s+Yield strength: the file now says 305 MPa; the hub says 290 MPa since Ahn Yuri corrected it on/)
  await page.getByText('Corrections made in the hub and kept: 1').click()
  await page.getByText(/the hub says 295 MPa since Ahn Yuri corrected it on .*; the file says 310 MPa as before/).waitFor()
  // One bad cell is one entry.
  assert.equal(await page.locator('tbody tr', { hasText: 'soft' }).count(), 1)
  await page.getByText('So this row’s “Vickers hardness test” was left out.').waitFor()
  assert.doesNotMatch(await page.locator('.page').innerText(), /@\d/)

  // Undoing it takes nothing away, and says so; a reason is asked for visibly.
  await page.getByRole('button', { name: /^Undo this import/ }).click()
  await page.getByText('Nothing would change: no record that this import made or revised is still as it left it.').waitFor()
  await page.getByLabel('Why required').waitFor()
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), [])
  await close()
})

test('the command line tells conflicts first, and of corrections how many were kept', async () => {
  const { id } = await bring(sheet(['B1,306,101,25', 'B2,310,102,25', 'B3,320,soft,25']))
  const { out } = await runSojae(['import', 'show', id], hub)
  const findings = out.slice(out.indexOf('Findings')).split('\n').slice(1)
  assert.match(findings[0]!, /^ {2}both changed {2}line 2, yield: Yield strength: the file now says 306 MPa; the hub says 290 MPa/)
  assert.ok(findings.some((line) => /corrections made in the hub and kept: 1 /.test(line)), out)
})

test('a recipe of one’s own is tried with the templates that it brings, and leaves none behind', async () => {
  const template = `template: creep_rig
version: 1
kind: measurement
stage: property
label: {en: Creep rig, ko: 크리프 장치}
fields:
  - {name: rig_load, label: {en: Rig load, ko: 하중}, type: quantity, role: result, obligation: required, unit: N}
`
  const yaml = RECIPE.replace('recipe: bars', 'recipe: creep').replace(/ {2}- \{as: test, [\s\S]*$/, "  - {as: rig, template: creep_rig@1, name: 'Rig {name}', origin: measured, key: [bar], of: bar, values: {rig_load: yield}}\n")
    .replace('header: yield, unit: MPa', 'header: yield, unit: N').replace(/ {2}(?:hardness|temperature): \{.*\n/g, '')
  const file = await upload(sheet(FIRST), 'rig.csv')
  const ask = (templates: string[]) => lee.call(checkImport, { params, body: { recipe: { yaml, templates }, file } })
  await assert.rejects(ask([]), { code: 'recipe.unknown_template' })
  assert.deepEqual((await ask([template])).by_template, { 'test_bar@2': 3, 'creep_rig@1': 3 })
  await assert.rejects(ask([]), { code: 'recipe.unknown_template' })
})

/** As a tensile machine writes it: a line about the test, decimal commas, a row a moment. */
const MACHINE = ['Machine;7;', 'time (s);engineering_strain;engineering_stress', ...Array.from({ length: 240 }, (_, index) => (
  `${String(0.5 * index).replace('.', ',')};${(0.0002 * index).toFixed(5).replace('.', ',')};${(70 * Math.sin(0.01 * index)).toFixed(3).replace('.', ',')}`
)), ''].join('\n')

test('a sheet that is one curve is known as such, a table of things is not', async () => {
  const { curve, reading } = await lee.call(draftRecipe, { params, body: { file: await upload(MACHINE, 'bar 3.csv') } })
  assert.deepEqual(curve![0], { template: 'tension_test', field: 'stress_strain', fits: true })
  assert.ok(curve!.some(({ template }) => template === 'cycling_test'), 'a person may choose any measurement with a curve')
  assert.equal((await lee.call(draftRecipe, { params, body: { file: await upload(sheet(FIRST), 'bars.csv') } })).curve, null)
  const { text } = await lee.call(getSheetText, { params, body: { file: await upload(MACHINE, 'bar 3.csv'), reading } })
  const lines = text.split('\r\n')
  assert.deepEqual([lines[0], lines[2], lines.length], ['time (s),engineering_strain,engineering_stress', '0.5,0.00020,0.700', 242])
})

test('it is taken along into the form of the measurement, where its columns find their axes', { skip: noBrowser }, async () => {
  await writeFile(join(folder, 'bar 3.csv'), MACHINE)
  const { page, complaints, close } = await visit()
  await page.goto(`${hub.address}/h/main/imports`)
  await page.locator('#data-file').setInputFiles(join(folder, 'bar 3.csv'))
  await page.getByRole('button', { name: 'Map the columns' }).click()
  await page.getByText('This looks like one curve, not a table of things.').waitFor()
  await page.getByRole('link', { name: 'Open the form with this file' }).click()
  await page.getByText('bar 3.csv goes into “Stress–strain curve” below.').waitFor()
  await page.getByLabel('Column for Engineering strain').waitFor()
  await page.getByRole('group', { name: 'Stress–strain curve' }).getByRole('button', { name: '%', exact: true }).click()
  await page.getByRole('group', { name: 'Stress–strain curve' }).getByRole('button', { name: 'MPa', exact: true }).click()
  await page.getByLabel('Measured on').fill('B3')
  await page.getByRole('option', { name: /^B3/ }).click()
  await page.getByRole('radio', { name: 'measured', exact: true }).check()
  await page.getByText('bar 3.csv: 240 points').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL(/\/r\//)
  const { records } = await lee.call(searchRecords, { params, query: { q: 'ultimate_strength > 69 MPa' } })
  const { content } = await lee.call(getRecord, { params: { id: page.url().slice(-36) } })
  const curve = content.values['stress_strain']
  assert.deepEqual([records.map(({ id }) => id), curve?.type === 'curve' && curve.points], [[page.url().slice(-36)], 240])
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), [])
  await close()
})
