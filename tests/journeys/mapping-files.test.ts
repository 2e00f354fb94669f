// Oh Minseo brings in, by clicking alone, the second sheet of a workbook, a ZIP of a sheet and its CIF files, and results for samples that are there.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { checkImport, createImport, draftRecipe, getImport, getRecord, searchRecords, stopImportCheck } from '#contract/operations/index.ts'
import type { RecordContent } from '#record/records/record.ts'
import { writeXlsx, writeZip } from '#stewardship/exchange/fixtures/write-xlsx.ts'
import { noBrowser, openBrowser, pictureFolder } from './browser.ts'
import type { Visit } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
const cif = (name: string) => `data_${name}
_symmetry_space_group_name_H-M   F-43m
_cell_length_a 9.85
_cell_length_b 9.85
_cell_length_c 9.85
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_chemical_formula_sum 'Li6 P S5 Cl'
`
const FILES: Record<string, string | Buffer> = {
  'melts.xlsx': writeXlsx({ sheets: [
    { name: 'Plan', rows: [['Sample', 'Alloy', 'Who'], ['M1', 'Cu2Zn', 'Oh'], ['M2', 'CuZn', 'Oh']] },
    { name: 'Melts', rows: [['Sample', 'Alloy', 'Vickers'], [null, null, 'HV'], ['M1', 'Cu2Zn', 107], ['M2', 'CuZn', 120], ['M3', 'Cu3Zn', 98]] },
  ] }),
  'electrolytes.zip': writeZip(new Map([
    ['README.txt', 'Made on a rainy day, and\n"quoted" wrongly: "so.\n'], ['electrolytes.csv', 'ID,Composition,Ionic conductivity (S/cm)\ne1,Li6PS5Cl,0.0023\ne2,Li6PS5Br,1e-3\ne3,Li6PS5I,1e-6\n'],
    ['cifs/e1.cif', cif('e1')], ['cifs/e2.cif', cif('e2')],
  ])),
  'hardness.csv': `Sample,Test temperature (°C),HV\n${Array.from({ length: 40 }, (_, row) => `M${row % 4 + 1},${20 + row},${row % 8 === 0 ? 'soft' : 100 + row}`).join('\n')}\n`,
}
const ANNEALED = 'Sample,T_anneal (C),YS (MPa)\nM1,600,210\nM1,700,180\nM2,600,250\n'

let hub: RunningHub
let oh: Client
let folder: string
let visit: Visit
before(async () => {
  hub = await startHub()
  oh = createClient({ address: hub.address, token: hub.token })
  folder = await mkdtemp(join(tmpdir(), 'sojae-clicked-'))
  for (const [name, content] of Object.entries(FILES)) await writeFile(join(folder, name), content)
  if (noBrowser) return
  visit = await openBrowser()
  await visit.context.setExtraHTTPHeaders({ authorization: `Bearer ${hub.token}` })
})
after(async () => {
  await visit?.close()
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

async function drop(page: Page, file: string) {
  await page.goto(`${hub.address}/h/main/imports`)
  await page.locator('#data-file').setInputFiles(join(folder, file))
  await page.getByRole('button', { name: 'Map the columns' }).click()
}
async function bringIn(page: Page) {
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
  await page.getByRole('heading', { name: 'What deserves a look' }).waitFor()
}
async function named(q: string): Promise<{ name: string; content: RecordContent }[]> {
  const { records } = await oh.call(searchRecords, { params, query: { q, limit: 100 } })
  return Promise.all(records.map(async ({ id, name }) => ({ name, content: (await oh.call(getRecord, { params: { id } })).content as RecordContent })))
}

test('the second sheet is chosen, its reading corrected, and what was chosen for a column of the same name stays', { skip: noBrowser }, async () => {
  const { page } = visit
  await drop(page, 'melts.xlsx')
  await page.getByText(/How it is read: sheet “Plan”, header in line 1/).waitFor()
  await page.getByRole('button', { name: /^Column Alloy:/ }).click()
  await page.getByRole('searchbox', { name: 'Find a field' }).fill('alloy composition')
  await page.getByRole('dialog').getByRole('button', { name: /^Alloy · .*Composition/ }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /Column Alloy: Alloy, Composition, chosen/ }).waitFor()

  await page.getByLabel('Sheet of the workbook').selectOption('Melts')
  await page.getByText(/How it is read: sheet “Melts”/).click()
  await page.getByLabel('Rows of the header').fill('1')
  await page.getByLabel('Rows of the header').blur()
  await page.getByRole('button', { name: /^Column Vickers:/ }).waitFor()
  await page.getByLabel('Rows of the header').fill('2')
  await page.getByLabel('Rows of the header').blur()
  await page.getByLabel('Row of the units').selectOption('row 2 of the header')
  await page.getByRole('button', { name: /Column Vickers \(HV\): Vickers hardness test, Vickers hardness, HV, guessed/ }).waitFor()
  await page.getByRole('button', { name: /Column Alloy: Alloy, Composition, chosen/ }).waitFor()
  await page.getByText('header in lines 1 to 2, units in line 2').waitFor()
  await bringIn(page)
  assert.deepEqual((await named('template = alloy')).map(({ name }) => name).toSorted(), ['M1', 'M2', 'M3'])
})

test('of a ZIP the sheet is found, and its names are those of the CIF files beside it', { skip: noBrowser }, async () => {
  const { page } = visit
  await drop(page, 'electrolytes.zip')
  await page.getByRole('button', { name: /Column ID: Name, Structure \(cifs\/\{\}\.cif\), guessed/ }).waitFor()
  assert.equal(await page.getByLabel(/Sheet of the ZIP/).inputValue(), 'electrolytes.csv')
  await page.getByRole('button', { name: /Line 4 · ID e3 The ZIP has no file “cifs\/e3\.cif”/ }).waitFor()
  await bringIn(page)
  const structures = await named('template = crystal_structure')
  assert.equal(structures.length, 2)
  assert.deepEqual(structures.map(({ content }) => (content.values['structure'] as { name: string }).name).toSorted(), ['e1.cif', 'e2.cif'])
})

test('results go to the samples that are there, drawn as such; what is found many times is told once', { skip: noBrowser }, async () => {
  const { page, complaints } = visit
  await drop(page, 'hardness.csv')
  await page.getByRole('button', { name: /Column Sample: Names what is here already, Alloy, guessed/ }).waitFor()
  await page.getByText('is here already, named in “Sample”').waitFor()
  const soft = page.locator('summary', { hasText: '5 × · HV · lines 2, 10, 18, 26, 34' })
  await soft.click()
  await page.getByRole('button', { name: /Line 10 · HV soft/ }).waitFor()
  await page.screenshot({ path: join(await pictureFolder(), 'mapping-there.png'), fullPage: true })
  await bringIn(page)
  await page.locator('summary', { hasText: '10 × · Sample' }).click()
  await page.getByText('No record by alloy is called “M4”').first().waitFor()
  const tests = await named('template = hardness_test and test_temperature > 20 °C')
  assert.equal(tests.length, 25)
  assert.equal((await named('template = alloy')).length, 3, 'no sample was made')

  await drop(page, 'hardness.csv')
  await page.getByRole('button', { name: 'Use it' }).first().click()
  await page.locator('.check dl > div', { hasText: 'records unchanged' }).filter({ hasText: '25' }).waitFor()
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), [])
})

test('a sample that is there goes into the sheet’s process, and what comes out is measured', async () => {
  const { sha256 } = await oh.upload('main', Buffer.from(ANNEALED), 'text/csv')
  const file = { sha256, name: 'annealed.csv' }
  const { yaml, asks, chain } = await oh.call(draftRecipe, { params, body: { file, choices: [], piece: 'alloy_specimen@1' } })
  assert.deepEqual(asks, [])
  assert.deepEqual(chain.map(({ there, template, inputs }) => [there, template.replace(/@\d+/, ''), inputs]), [
    [true, 'alloy', []], [false, 'alloy_specimen', []], [false, 'heat_treatment', [chain[0]!.as]], [false, 'tension_test', []],
  ])
  const { id } = await oh.call(createImport, { params, body: { recipe: { yaml: yaml!, templates: [] }, file } })
  for (;;) {
    const { state, problem } = await oh.call(getImport, { params: { id } })
    assert.notEqual(state, 'failed', problem?.en)
    if (state === 'done') break
  }
  const treated = await named('template = heat_treatment')
  const { records: alloys } = await oh.call(searchRecords, { params, query: { q: 'template = alloy', limit: 5 } })
  const m1 = alloys.find(({ name }) => name === 'M1')
  assert.equal(treated.filter(({ content }) => content.kind === 'process' && content.inputs[0]!.material === m1!.id).length, 2)

  // Next month's sheet: one value corrected, one row new.
  const next = await oh.upload('main', Buffer.from(`${ANNEALED.replace('210', '215')}M3,600,190\n`), 'text/csv')
  const checked = await oh.call(checkImport, { params, body: { recipe: { yaml: yaml! }, file: { sha256: next.sha256, name: 'annealed.csv' } } })
  assert.deepEqual([checked.records_made, checked.records_revised, checked.records_unchanged], [3, 1, 8])
  assert.deepEqual(await oh.call(stopImportCheck, { params: { ...params, run: 'nobody-asked-for-this' } }), { stopped: false })
})
