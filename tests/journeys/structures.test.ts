// Jung Haneul brings the structure of trigonal selenium as a CIF file, and says where it is published.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { createRecord, getRecord, searchRecords } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { becomeAdministrator, noBrowser, openBrowser } from './browser.ts'
import type { Visit } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'
import { runSojae } from './run-sojae.ts'

const params = { hub: 'main' }
let hub: RunningHub
let haneul: Client
let visit: Visit | null = null
before(async () => {
  hub = await startHub({ examples: true })
  haneul = createClient({ address: hub.address, token: hub.token })
  if (noBrowser) return
  visit = await openBrowser()
  await becomeAdministrator(visit.page, hub)
})
after(async () => {
  await visit?.close()
  await hub.stop()
})

// The numbers of COD 7228524.
const CIF = `data_7228524
_chemical_formula_sum Se
_space_group_name_H-M_alt 'P 31 2 1'
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 120
_cell_length_a 4.3125(3)
_cell_length_b 4.3125(3)
_cell_length_c 4.9711(4)
_cell_volume 80.065(10)
_publ_author_name 'M\xfcller, J.'
`
const source = { kind: 'own' } as const
const add = async (values: object) => {
  const material = await haneul.call(createRecord, { params, body: { content: {
    kind: 'material', template: 'substance@1', name: 'Selenium', origin: 'specified', source, values: {},
  } } })
  return haneul.call(createRecord, { params, body: { content: {
    kind: 'measurement', state: 'done', of: material.id, template: 'crystal_structure@1', name: 'Selenium · structure',
    origin: 'measured', source, values: values as never,
  } } })
}
const keep = async (text: string) => (await haneul.upload('main', Buffer.from(text, 'latin1'), 'chemical/x-cif')).sha256
const structure = async (text = CIF) => ({ type: 'structure', sha256: await keep(text), name: 'se.cif' })
const code = async (work: Promise<unknown>) => {
  const error = await work.then(() => assert.fail('nothing was refused'), (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal, String(error))
  return error.code
}

test('the cell is read with its standard uncertainties, and the file comes back byte for byte, its ü too', async () => {
  const { content } = await add({ structure: await structure() })
  const value = content.values['structure']
  assert.ok(value?.type === 'structure')
  assert.deepEqual([value.block, value.formula, value.space_group], ['7228524', 'Se', 'P 31 2 1'])
  assert.deepEqual(value.cell?.c, { value: 4.9711, unit: 'Å', written: '4.9711(4)', uncertainty: { kind: 'standard', value: 0.0004 } })
  const bytes = Buffer.from(await (await haneul.request(`/files/${value.sha256}`)).arrayBuffer())
  assert.deepEqual(bytes, Buffer.from(CIF, 'latin1'))
})

test('what a caller says of the cell does not count: the file does', async () => {
  const { content } = await add({ structure: { ...(await structure()), formula: 'Fe2 O3', space_group: 'F m -3 m' } })
  const value = content.values['structure']
  assert.ok(value?.type === 'structure' && value.formula === 'Se' && value.space_group === 'P 31 2 1')
})

test('a file without a cell, one of two structures and a cell that is none are refused', async () => {
  assert.equal(await code(add({ structure: await structure('data_x\n') })), 'structure.no_cell')
  assert.equal(await code(add({ structure: await structure(CIF + CIF.replace('7228524', 'other')) })), 'structure.several')
  assert.equal(await code(add({ structure: await structure(CIF.replace('gamma 120', 'gamma 200')) })), 'structure.cell')
})

test('a reference to a record has its name; one to a record of another hub, and a link that would run a script, are refused', async () => {
  const first = await add({ structure: await structure() })
  const { id } = await add({ structure: await structure(), structure_entry: { type: 'reference', to: { record: first.id } } })
  assert.equal((await haneul.call(getRecord, { params: { id } })).names[first.id], 'Selenium · structure')
  const { records } = await haneul.call(searchRecords, { params: { hub: 'carbides' }, query: { limit: 1 } })
  const refer = async (to: object) => code(add({ structure: await structure(), structure_entry: { type: 'reference', to } }))
  assert.equal(await refer({ record: records[0]?.id ?? '01a20aa0-0000-7000-8000-000000000000' }), 'reference.no_record')
  assert.equal(await refer({ url: 'javascript:alert(1)' }), 'request.invalid')
  assert.equal(await refer({ doi: 'not a doi' }), 'request.invalid')
})

test('the command line prints the cell as it was written', async () => {
  const { id } = await add({ structure: await structure() })
  const { out } = await runSojae(['record', 'show', id], { home: hub.home })
  assert.match(out, /Se · P 31 2 1 · a 4\.3125\(3\) Å, .*gamma 120 °, V 80\.065\(10\) Å³ · se\.cif · sojae file get/)
})

test('the record’s page shows the cell as a table, and leads to the article', { skip: noBrowser }, async () => {
  const { page, complaints } = visit!
  const earlier = complaints.length
  const to = { doi: '10.1039/C7CE00863E' }
  const { id } = await add({ structure: await structure(), structure_entry: { type: 'reference', to, title: 'Entry 7228524' } })
  await page.goto(`${hub.address}/r/${id}`)
  await page.getByRole('row', { name: /^c 4\.9711\(4\)\sÅ$/ }).waitFor()
  await page.getByRole('row', { name: 'Space group P 31 2 1' }).waitFor()
  const link = page.getByRole('link', { name: 'Entry 7228524' })
  assert.equal(await link.getAttribute('href'), `https://doi.org/${to.doi}`)
  assert.deepEqual(complaints.slice(earlier), [])
})
