// A metallurgist who has never seen a recipe drops a sheet, clicks, and gets linked records; next month's sheet is known.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { checkImport, createImport, draftRecipe, getImport, getRecipe, listRecipes, saveRecipe, searchRecords } from '#contract/operations/index.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { becomeAdministrator, noBrowser, openBrowser, pictureFolder } from './browser.ts'
import { hubEnvironment, SOJAE, startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const HEADER = 'Sample,Formula,T_anneal (C),YS (MPa),T (K),Zorkmids'
const ROWS = ['A-1,Fe0.7Ni0.3,900,350,300,1', 'A-2,Fe0.7Ni0.3,1000,310,300,2', 'A-3,Al1Co1,900,n.d.,300,3']
const SHEET = [HEADER, ...ROWS, ''].join('\n')
const params = { hub: 'main' }

let hub: RunningHub
let client: Client
let folder: string
before(async () => {
  hub = await startHub({ examples: true })
  client = createClient({ address: hub.address, token: hub.token })
  folder = await mkdtemp(join(tmpdir(), 'sojae-mapping-'))
  await writeFile(join(folder, 'anneals.csv'), SHEET)
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
  await hub.stop()
})

const sojae = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(SOJAE, words, { encoding: 'utf8', env: hubEnvironment(hub.home), cwd: folder })
  return { status, stdout, stderr }
}
async function upload(text: string, name = 'anneals.csv') {
  const { sha256 } = await client.upload('main', Buffer.from(text), 'text/csv')
  return { sha256, name }
}
async function bringIn(yaml: string, text: string) {
  const { id } = await client.call(createImport, { params, body: { recipe: { yaml, templates: [] }, file: await upload(text) } })
  for (;;) {
    const one = await client.call(getImport, { params: { id } })
    if (one.state === 'done') return one.report!
    assert.notEqual(one.state, 'failed', one.problem?.en)
    await sleep(150)
  }
}

test('dropped on the page and answered by clicking, a sheet becomes linked records', { skip: noBrowser }, async () => {
  const { page, complaints, close } = await openBrowser()
  await becomeAdministrator(page, hub)
  await page.goto(`${hub.address}/h/main/imports`)
  await page.locator('#data-file').setInputFiles(join(folder, 'anneals.csv'))
  await page.getByRole('button', { name: 'Map the columns' }).click()

  await page.getByRole('button', { name: /Column YS \(MPa\): Tension or compression test, Yield strength, MPa, guessed/ }).waitFor()
  const asked = page.getByRole('button', { name: /Column T \(K\): not answered, please answer/ })
  await page.getByText('Still to be answered: T (K).').waitFor()
  assert.ok(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled(), 'what is asked holds the import back')
  // By keyboard alone: the question, its likeliest answer, and back.
  await asked.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: /Tension or compression test.*Test temperature/ }).press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Column T \(K\): Tension or compression test, Test temperature, K, chosen/ }).waitFor()

  const finding = page.getByRole('button', { name: /Line 4 · YS \(MPa\).*n\.d\./ })
  await finding.click()
  await page.locator('td.hit', { hasText: 'n.d.' }).waitFor()
  await page.screenshot({ path: join(await pictureFolder(), 'mapping.png'), fullPage: true })
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
  await page.getByRole('link', { name: 'Heat treatment' }).waitFor()

  // The same sheet again is known.
  await page.goto(`${hub.address}/h/main/imports`)
  await page.locator('#data-file').setInputFiles(join(folder, 'anneals.csv'))
  await page.getByRole('button', { name: 'Map the columns' }).click()
  await page.getByText(/Such a sheet was mapped on .* by Kim Jiwon/).waitFor()
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), [])
  await close()
  const { recipes } = await client.call(listRecipes, { params })
  assert.deepEqual(recipes.filter(({ kept }) => kept).map(({ name, version }) => [name, version]), [['anneals', 1]])
})

test('a template made of columns that fit none leads back to the sheet, and the columns then fit', { skip: noBrowser }, async () => {
  const { page, context, close } = await openBrowser()
  await context.setExtraHTTPHeaders({ authorization: `Bearer ${hub.token}` })
  const { sha256, name } = await upload(SHEET)
  await page.goto(`${hub.address}/h/main/imports/new?file=${sha256}&name=${name}`)
  await page.getByText(/Columns that fit no field/).click()
  await page.getByRole('checkbox', { name: 'Zorkmids' }).check()
  await page.getByRole('link', { name: /Make a template from 1/ }).click()
  await page.getByRole('link', { name: 'Back to the sheet' }).waitFor()
  await page.getByLabel('Name').first().fill('zorkmid_count')
  await page.getByLabel('Label in English').first().fill('Zorkmid count')
  await page.getByLabel('Label in Korean').first().fill('조크미드 세기')
  const field = page.locator('ol.fields > li').first()
  await field.locator('.head').click()
  await field.getByLabel('Label in Korean').first().fill('조크미드')
  await field.getByRole('button', { name: 'All of these are right' }).click()
  await page.getByRole('button', { name: 'Save as version 1' }).click()
  await page.waitForURL(/imports\/new/)
  await page.getByRole('button', { name: /Column Zorkmids: Zorkmid count, Zorkmids, guessed/ }).waitFor()
  await close()
})

test('a dry run writes nothing, and says the same as the import', async () => {
  const file = await upload(SHEET.replaceAll('A-', 'B-'), 'check.csv')
  const choices = HEADER.split(',').map((header) => (header === 'T (K)' ? { use: 'leave_out' as const } : null))
  const { yaml, asks } = await client.call(draftRecipe, { params, body: { file, choices } })
  assert.deepEqual(asks, [])
  const before = (await client.call(searchRecords, { params, query: { limit: 1 } })).total
  const checked = await client.call(checkImport, { params, body: { recipe: { yaml: yaml! }, file } })
  assert.equal((await client.call(searchRecords, { params, query: { limit: 1 } })).total, before)
  const report = await bringIn(yaml!, SHEET.replaceAll('A-', 'B-'))
  assert.deepEqual([checked.rows_read, checked.records, checked.cells_refused, checked.by_template], [report.rows_read, report.records_made, report.cells_refused, report.by_template])
  assert.deepEqual(checked.findings.map(({ line, column }) => [line, column]), report.findings.map(({ line, column }) => [line, column]))
})

test('the corrected sheet under the same recipe revises, and makes nothing twice', async () => {
  const choices = HEADER.split(',').map((header) => (header === 'T (K)' ? { use: 'leave_out' as const } : null))
  const { yaml } = await client.call(draftRecipe, { params, body: { file: await upload(SHEET), name: 'monthly', choices } })
  const first = await bringIn(yaml!, SHEET)
  const corrected = await bringIn(yaml!, SHEET.replace('350', '355'))
  assert.deepEqual([corrected.records_made, corrected.records_revised, corrected.records_unchanged], [0, 1, first.records_made - 1])
})

test('versions of a kept recipe are added and never changed', async () => {
  const { yaml } = await client.call(draftRecipe, { params, body: { file: await upload(SHEET), name: 'versions' } })
  const keep = (text: string) => client.call(saveRecipe, { params, body: { yaml: text } })
  assert.deepEqual(await keep(yaml!), { name: 'versions', version: 1, added: true })
  assert.deepEqual(await keep(yaml!), { name: 'versions', version: 1, added: false })
  const other = yaml!.replace('YS (MPa)', 'Zorkmids')
  await assert.rejects(keep(other), { code: 'recipe.version' })
  assert.deepEqual(await keep(other.replace('version: 1', 'version: 2')), { name: 'versions', version: 2, added: true })
  const first = await client.call(getRecipe, { params: { ...params, name: 'versions' }, query: { version: 1 } })
  assert.equal(first.yaml, yaml)
  assert.deepEqual(first.versions.map(({ version }) => version), [2, 1])
  await assert.rejects(keep(yaml!.replace('recipe: versions', 'recipe: mpea')), { code: 'recipe.name_shipped' })
  const { pool, close } = openDatabase(hub.database)
  await assert.rejects(pool.query(`update recipe set recipe = ''`), /never changed/)
  await close()
})

test('the command line drafts, lists and shows what the page does, and imports by the name of a hub’s own recipe', async () => {
  const drafted = sojae('recipe', 'draft', 'anneals.csv')
  assert.equal(drafted.status, 0, drafted.stderr)
  assert.match(drafted.stderr, /Asked: “T \(K\)”/)
  assert.match(drafted.stderr, /Guessed: “T_anneal \(C\)” is heat_treatment@1\.treatment_temperature/)
  await client.call(saveRecipe, { params, body: { yaml: drafted.stdout.replace(/recipe: \S+/, 'recipe: of-the-lab').replace(/version: \d+/, 'version: 1') } })
  assert.match(sojae('recipe', 'list').stdout, /of-the-lab[\s\S]*mpea/)
  assert.match(sojae('recipe', 'show', 'of-the-lab').stdout, /recipe: of-the-lab/)
  assert.match(sojae('recipe', 'show', 'nothing').stderr, /no such recipe/)
  const imported = sojae('import', 'of-the-lab', '--from', 'anneals.csv')
  assert.equal(imported.status, 0, imported.stderr)
})
