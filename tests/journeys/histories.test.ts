// Park Minseo looks at the example of histories: which measurement speaks for which thing, and how long histories are drawn.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { getLineage, getTableRows, listTables, listTemplates, searchRecords } from '#contract/operations/index.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'histories' }
let hub: RunningHub
let park: Client
before(async () => {
  hub = await startHub({ examples: true })
  park = createClient({ address: hub.address, token: hub.token })
  // The hub answers before its examples are there.
  const isThere = () => park.call(listTables, { params }).then(({ tables }) => tables.length > 0, () => false)
  for (let tries = 0; tries < 900 && !(await isThere()); tries++) await new Promise((done) => setTimeout(done, 100))
})
after(() => hub.stop())

const named = async (template: string, name: string) => {
  // What the job of the examples wrote, the index has a moment later.
  for (let tries = 0; tries < 300; tries++) {
    const { records } = await park.call(searchRecords, { params, query: { template, limit: 100 } })
    const found = records.find((record) => record.name.startsWith(name))
    if (found) return found.id
    await new Promise((done) => setTimeout(done, 200))
  }
  assert.fail(`${template} ${name}`)
}
/** Rows of a table as objects of plain values, by column. */
const rowsOf = async (name: string) => {
  const table = (await park.call(listTables, { params })).tables.find(({ definition }) => definition.name === name)
  assert.ok(table, name)
  const { columns, rows } = await park.call(getTableRows, { params: { id: table.id }, query: { limit: 200 } })
  return rows.map((row) => Object.fromEntries(columns.map((column, n) => [column.name, row.cells[n] ?? null])))
}
/** Measurements of a lineage with their results that hold for its root. */
const heldIn = async (id: string) => {
  const { nodes } = await park.call(getLineage, { params: { id } })
  return nodes.flatMap(({ kind, name, speaks }) => (kind === 'measurement' ? [{ name, speaks }] : []))
}

test('the strength of 26 bars speaks for the plate that they were cut from', async () => {
  const [plate, ...more] = await rowsOf('plates')
  assert.deepEqual(more, [])
  assert.equal(plate!['yield_strength']?.among, 26)
  const held = await heldIn(await named('wrought_plate', '6061'))
  assert.equal(held.length, 26)
  for (const { speaks } of held) assert.deepEqual(speaks, ['yield_strength', 'ultimate_strength', 'elongation'])
})

test('a bar has its plate’s temper and its own direction, and its strength is read in MPa from ksi', async () => {
  const rows = await rowsOf('tension-tests')
  assert.deepEqual([...new Set(rows.map(({ temper }) => temper?.value))], ['T6'])
  const count = (direction: string) => rows.filter((row) => row['direction']?.value === direction).length
  assert.deepEqual(['L', 'LT', 'ST'].map(count), [9, 9, 8])
  const mean = (direction: string) => {
    const strengths = rows.filter((row) => row['direction']?.value === direction).map((row) => Number(row['yield_strength']!.value))
    return strengths.reduce((sum, each) => sum + each, 0) / strengths.length
  }
  // 6061-T6 plate has at least 240 MPa; the source itself finds the short transverse weakest, by some 10 %.
  assert.ok(mean('ST') > 240 && mean('ST') < mean('LT') && mean('LT') < mean('L') && mean('L') < 350)
  assert.ok(rows.every((row) => Math.abs(Number(row['test_temperature']!.value) - 23) < 0.01))
})

test('no component’s loss speaks for a blend, nor a blend’s for its components', async () => {
  const blend = await heldIn(await named('blend', 'Blend 476'))
  assert.deepEqual(blend.filter(({ speaks }) => speaks!.length > 0).map(({ name }) => name), ['Blend 476 · photodegradation'])
  assert.equal(blend.length, 4)
  const component = await heldIn(await named('polymer', 'PCE10'))
  assert.deepEqual(component.filter(({ speaks }) => speaks!.length > 0).map(({ name }) => name), ['PCE10 · photodegradation'])
  assert.ok(component.length > 20)
})

test('an anode’s binder is what both binders weigh together; an additive that is not on record is unknown, not none', async () => {
  const [cathode, , , anode] = await rowsOf('slurries')
  const weighed = (row: typeof anode) => ['active_material', 'binder', 'conductive_additive'].map((name) => row![name]?.value)
  assert.deepEqual([weighed(cathode), weighed(anode)], [[94, 3, 3], [97, 3, undefined]])
})

test('a cell has the loading of its cathode, through pressing, punching and assembly, and not that of its anode', async () => {
  assert.deepEqual(
    (await rowsOf('cells')).map(({ loading }) => [loading?.value, loading?.among]), [18, 18, 18, 16.5, 16.5, 19.4, 19.4].map((one) => [one, undefined]),
  )
  // Its cathode's slurry and not its anode's, though both are as near.
  assert.deepEqual((await rowsOf('cells')).map(({ cathode_solid_content: one }) => one?.among), Array(7).fill(undefined))
  const held = await heldIn(await named('cell', 'Cell 1'))
  assert.deepEqual(new Map(held.filter(({ name }) => !name.includes('aged')).map(({ name, speaks }) => [name, speaks])), new Map([
    ['Cathode loading', ['loading']], ['Anode loading', []], ['Cathode sheet · elements before cycling', []],
    ['Cell 1 · cycling', ['discharge_capacity', 'capacity_retention']],
  ]))
})

test('what is found in an opened cell does not speak for the cell, and nothing measured before speaks for what came out of it', async () => {
  const cell = await heldIn(await named('cell', 'Cell 1'))
  assert.deepEqual(cell.filter(({ name }) => name.includes('aged')).map(({ speaks }) => speaks), [[], []])
  const lithium = async (name: string) => {
    const { nodes } = await park.call(getLineage, { params: { id: await named('electrode', name) } })
    return nodes.flatMap(({ template, name: said, speaks, away }) => (
      template === 'elemental_analysis' && speaks!.includes('composition') ? [`${said}, ${away}`] : []
    ))
  }
  assert.deepEqual(await lithium('Cathode disc 1'), ['Cathode sheet · elements before cycling, 1'])
  const aged = 'Cathode of cell 1, aged'
  assert.deepEqual(await lithium(aged), [`${aged} · elements after 100 cycles, 1`])
  assert.deepEqual(await lithium(`Half b of ${aged.toLowerCase()}`), [`${aged} · elements after 100 cycles, 2`])
})

test('each event of a history has an example', async () => {
  const { records } = await park.call(searchRecords, { params, query: { q: 'kind = process', limit: 200 } })
  const { templates } = await park.call(listTemplates, { params })
  const events = new Set(records.map((record) => templates.find(({ template }) => template === record.template)?.event))
  assert.deepEqual([...events].sort(), ['assemble', 'dismantle', 'make', 'merge', 'split', 'transform', 'use_up'])
  assert.deepEqual([...new Set(records.map(({ state }) => state))].sort(), ['aborted', 'done', 'failed', 'planned'])
})

test('the page of a bar that was not tested names the sisters that speak for it; that of a tested one does not', async () => {
  const plate = await named('wrought_plate', 'Plate P2')
  const { nodes, speaking } = await park.call(getLineage, { params: { id: await named('test_bar', 'P2 · 4-6') } })
  const sisters = nodes.filter(({ speaks, piece_of }) => speaks && speaks.length > 0 && piece_of === plate)
  assert.deepEqual([sisters.length, speaking, [...new Set(sisters.map(({ away }) => away))]], [20, 21, [2]])
  const tested = await park.call(getLineage, { params: { id: await named('test_bar', 'P2 · 1-1') } })
  assert.deepEqual(
    tested.nodes.flatMap(({ name, speaks }) => (speaks && speaks.length > 0 ? [name] : [])).sort(), ['P2 · 1-1 · tension', 'P2 · hardness'],
  )
  const { records } = await park.call(searchRecords, { params, query: { q: 'template = test_bar and up.tension_test.yield_strength > 286 MPa', limit: 100 } })
  assert.ok(records.some(({ name }) => name === 'P2 · 4-6'))
})

test('a spot has its own composition and overpotential only, and the plate has neither', async () => {
  const rows = await rowsOf('library-spots')
  assert.equal(rows.length, 61)
  assert.ok(rows.every(({ overpotential }) => overpotential && overpotential.among === undefined && overpotential.steps === 0))
  assert.equal(new Set(rows.map(({ composition }) => composition!.record)).size, 61)
  const plate = await heldIn(await named('substrate', 'Plate 3496'))
  assert.equal(plate.length, 61)
  assert.ok(plate.every(({ speaks }) => speaks!.length === 0))
})

test('the lineage says roles, amounts and what each process does', async () => {
  const { nodes, edges } = await park.call(getLineage, { params: { id: await named('cell', 'Cell 1') } })
  const nameOf = (id: string) => nodes.find((node) => node.id === id)!.name
  const mixing = edges.filter(({ to, kind }) => kind === 'input' && nameOf(to) === 'Mixing of cathode slurry')
  assert.deepEqual(new Map(mixing.map(({ from, role, amount }) => [nameOf(from), `${role} ${amount?.written} ${amount?.unit}`])), new Map([
    ['NMC811', 'active_material 94 g'], ['Carbon black', 'conductive_additive 3 g'], ['PVDF', 'binder 3 g'], ['NMP', 'solvent 60 g'],
  ]))
  assert.deepEqual(
    [...new Set(nodes.flatMap(({ template, event }) => (event ? [`${template} ${event}`] : [])))].sort(),
    [
      'calendering transform', 'cell_assembly assemble', 'cell_teardown dismantle', 'coating transform', 'electrode_punching split',
      'sample_dissolution use_up', 'slurry_mixing merge', 'specimen_cutting split',
    ],
  )
})

for (const [locale, fold, silent] of [
  ['en-US', '56 more: Library spot', 'does not speak for this material'], ['ko-KR', '라이브러리 위치 56개 더', '이 소재를 대표하지 않음'],
] as const) {
  test(`61 spots of one plate are drawn as five and a fold that a click opens (${locale})`, { skip: noBrowser }, async () => {
    const visit = await openBrowser({ locale, width: 390 })
    try {
      const { page } = visit
      await page.context().setExtraHTTPHeaders({ authorization: `Bearer ${hub.token}` })
      await page.goto(`${hub.address}/r/${await named('substrate', 'Plate 3496')}`)
      const nodes = page.locator('.graph a.material')
      await page.getByRole('button', { name: fold }).waitFor()
      assert.equal(await nodes.count(), 1 + 5)
      await page.getByText(silent).first().waitFor()
      await page.getByRole('button', { name: fold }).click()
      await page.getByRole('button', { name: fold }).waitFor({ state: 'detached' })
      assert.equal(await nodes.count(), 1 + 61)
      assert.equal(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0)
    } finally {
      await visit.close()
    }
  })
}

test('a hub that has taken a name keeps its own template when a release ships one of that name, and starts', async () => {
  const { db, close } = openDatabase<{ template: { name: string; document: unknown } }>(hub.database)
  const slurry = () => db.selectFrom('template').select('document').where('name', '=', 'slurry').execute()
  const [first] = await slurry()
  const own = { ...(first!.document as object), label: { en: 'Our slurry', ko: '우리 슬러리' } }
  try {
    await db.updateTable('template').set({ document: JSON.stringify(own) }).where('name', '=', 'slurry').execute()
  } finally {
    await close()
  }
  await hub.kill9()
  hub = await startHub({ home: hub.home, examples: true })
  assert.match(hub.said(), /left out of “Our hub”, which keeps its own: This hub has slurry@1 already/)
})
