// Jung Haneul has band gaps of crystals and their CIF files: a model learns from the structures, live and frozen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import {
  createModel, createRecord, createTable, explainDifference, freezeTable, getFrozenTable, getModel, getTableRows, listModelRows,
  listTableColumns, predict,
} from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { becomeAdministrator, noBrowser, openBrowser } from './browser.ts'
import type { Visit } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
const source = { kind: 'own' } as const
let hub: RunningHub
let haneul: Client
let table: string
let visit: Visit | null = null

/** Rock salt with another cell for each; the gap falls with the bond length, and with nothing else. */
const cif = (a: number) => `data_x\n_space_group_IT_number 225\n_cell_length_a ${a}\n_cell_length_b ${a}\n_cell_length_c ${a}
_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\nloop_\n_symmetry_equiv_pos_as_xyz\n'x, y, z'\n'x, y+1/2, z+1/2'
'x+1/2, y, z+1/2'\n'x+1/2, y+1/2, z'\nloop_\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nNa 0 0 0\nCl 0.5 0 0\n`

before(async () => {
  hub = await startHub({ examples: true })
  if (!noBrowser) {
    visit = await openBrowser()
    await becomeAdministrator(visit.page, hub)
  }
  haneul = createClient({ address: hub.address, token: hub.token })
  const create = async (content: object) => (await haneul.call(createRecord, { params, body: { content: content as never } })).id
  for (let n = 0; n < 24; n++) {
    const a = Number((4 + ((n * 7) % 24) / 10).toFixed(2))
    const of = await create({ kind: 'material', template: 'substance@1', name: `Halide ${n}`, origin: 'specified', source, values: {} })
    // Where its gap is far from the middle one, so that the middle of all structures is no good guess.
    if (n !== 3) {
      const { sha256 } = await haneul.upload('main', Buffer.from(cif(a)), 'chemical/x-cif')
      await create({ kind: 'measurement', state: 'done', of, template: 'crystal_structure@1', name: `Halide ${n} · structure`,
        origin: 'measured', source, values: { structure: { type: 'structure', sha256, name: `halide-${n}.cif` } } })
    }
    await create({ kind: 'measurement', state: 'done', of, template: 'band_gap_measurement@1', name: `Halide ${n} · gap`,
      origin: 'measured', source, values: { band_gap: { type: 'quantity', value: 12 - 1.5 * a, unit: 'eV' } } })
  }
})
after(async () => {
  await visit?.close()
  await hub.stop()
})

const trained = async (more: object = {}) => {
  const { id } = await haneul.call(createModel, { params, body: {
    table, target: 'band_gap', inputs: ['structure'], log_target: false, seed: 1, ...more } })
  for (;;) {
    const model = await haneul.call(getModel, { params: { id } })
    if (model.state === 'ready') return model
    assert.equal(model.state, 'training', JSON.stringify(model.problem))
    await sleep(100)
  }
}

test('a structure may be a column of a table; its cell tells the CIF file', async () => {
  const { columns } = await haneul.call(listTableColumns, { params, query: { rows: 'band_gap_measurement' } })
  const structure = columns.find(({ name }) => name === 'structure')!
  assert.deepEqual([structure.kind, structure.filled, structure.template], ['structure', 23, 'crystal_structure'])
  const drawn = columns.filter(({ name }) => ['structure', 'band_gap'].includes(name)).map(({ name, path }) => ({ name, path }))
  table = (await haneul.call(createTable, { params, body: {
    name: 'gaps', title: { en: 'Gaps', ko: '밴드갭' }, rows: { template: 'band_gap_measurement' }, columns: drawn,
  } })).id
  const { rows, columns: built } = await haneul.call(getTableRows, { params: { id: table }, query: { limit: 100 } })
  const cells = rows.map((row) => row.cells[built.findIndex(({ name }) => name === 'structure')]!)
  assert.equal(cells.filter((cell) => cell === null).length, 1)
  assert.match(cells[0]!.file!.sha256, /^[0-9a-f]{64}$/)
})

test('a model learns from structures what depends on them, and a case without one is answered as unknown', async () => {
  const { id, card } = await trained()
  assert.ok(card!.overall.mae! < 0.3 * card!.baseline_mae!, `${card!.overall.mae} of ${card!.baseline_mae}`)
  assert.deepEqual(card!.contributions.by_column.map(({ name }) => name), ['structure'], 'one input, not some seventy')
  const { predictions } = await haneul.call(predict, { params: { id }, body: { cases: [{ structure: null }] } })
  const [low, high] = predictions[0]!.intervals['90']!
  assert.ok(low! < high!)
  assert.match(predictions[0]!.remarks[0]!.en, /^Structure is not given, and only 1 of the rows that the model learned from lacks it/)
  const given = haneul.call(predict, { params: { id }, body: { cases: [{ structure: 'NaCl' }] } })
  await assert.rejects(given, (error) => error instanceof Refusal && error.code === 'model.structure_given')
})

test('errors may be held against each number of the structures, and a difference is told of the structure', async () => {
  const { id } = await trained()
  const { columns, rows } = await haneul.call(listModelRows, { params: { id } })
  const bond = columns.find(({ name }) => name === 'structure.bond length (Å), mean')!
  assert.equal(bond.values.filter((value) => value === null).length, 1)
  assert.ok(!columns.some(({ name }) => name === 'structure.space group number'), 'all are of one space group')
  const [one, other] = rows.map(({ record }) => ({ record }))
  const { by_column } = await haneul.call(explainDifference, { params: { id }, body: { one: one!, other: other! } })
  assert.deepEqual(by_column.map(({ name, one: here }) => [name, here]), [['structure', '✓']])
})

test('a frozen table keeps which files its structures are: what is learned from it is the same', async () => {
  const { id } = await haneul.call(freezeTable, { params: { id: table } })
  for (;;) {
    const { state } = await haneul.call(getFrozenTable, { params: { id } })
    if (state === 'ready') break
    assert.equal(state, 'freezing')
    await sleep(50)
  }
  const [live, frozen] = [await trained(), await trained({ frozen: id })]
  assert.equal(frozen.card!.overall.mae, live.card!.overall.mae)
})

test('the training form offers the structure, and the trial says that it is unknown', { skip: noBrowser }, async () => {
  const { page, complaints } = visit!
  const earlier = complaints.length
  await page.goto(`${hub.address}/h/main/models/new?table=${table}`)
  await page.getByLabel(/^Structure/).first().waitFor()
  await page.getByRole('checkbox', { name: /^Structure/, checked: true }).first().waitFor()
  const { id } = await trained()
  await page.goto(`${hub.address}/models/${id}`)
  await page.getByText('Unknown here: a structure cannot be given yet.').waitFor()
  await page.getByText('seen: 23 structures').waitFor()
  assert.deepEqual(complaints.slice(earlier), [])
})
