// Dr. Oh looks for what goes with hardness: across steps, by category, side by side, and takes it home as a file.
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { parseRecordDraftFile } from '#contract/files/record-draft-file.ts'
import type { CallInput } from '#contract/operation.ts'
import { compareRecords, countExport, createRecord, createTable, getFacets, getPlot, getTableRows } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
let hub: RunningHub
let oh: Client

type Content = CallInput<typeof createRecord>['body']['content']
const common = { origin: 'measured', source: { kind: 'own' } } as const
const add = async (content: Content) => (await oh.call(createRecord, { params, body: { content } })).id
const quantity = (value: number, unit: string, more: object = {}) => ({ type: 'quantity' as const, value, unit, ...more })
const measured = (template: string, of: string, name: string, values: Extract<Content, { kind: 'measurement' }>['values']) => (
  add({ ...common, kind: 'measurement', template, name, state: 'done', of, values })
)

/** Alloys with a density, each cast and tested; every second casting is annealed, and tested again. */
const HARDNESS = [100, 110, 120, 130, 140, 400] as const
const bars: string[] = []
before(async () => {
  hub = await startHub()
  oh = createClient({ address: hub.address, token: hub.token })
  const specimen = (name: string) => add({ ...common, origin: 'specified', kind: 'material', template: 'alloy_specimen@1', name, values: {} })
  const processed = (from: string, to: string, method: string) => add({
    ...common, origin: 'specified', kind: 'process', template: 'alloy_processing@1', name: method, state: 'done', planned: {},
    values: { processing_method: { type: 'terms', terms: [method] } }, inputs: [{ material: from }], outputs: [{ material: to }],
  })
  for (const [n, hardness] of HARDNESS.entries()) {
    const melt = await add({
      ...common, origin: 'specified', kind: 'material', template: 'alloy@1', name: `alloy ${n}`,
      values: { composition: { type: 'composition', written: `Al${n + 1}Cu`, basis: 'amount', fractions: { Al: (n + 1) / (n + 2), Cu: 1 / (n + 2) } } },
    })
    await measured('density_calculation@1', melt, `density ${n}`, { density: quantity(3000 + 100 * n, 'kg/m^3') })
    const cast = await specimen(`cast ${n}`)
    await processed(melt, cast, 'CAST')
    await measured('hardness_test@1', cast, `hardness ${n}`, {
      vickers_hardness: quantity(hardness, 'HV', n === 0 ? { uncertainty: { kind: 'standard', value: 4 } } : {}),
    })
    bars.push(cast)
    if (n > 1) continue
    const annealed = await specimen(`annealed ${n}`)
    await processed(cast, annealed, 'ANNEAL')
    await measured('hardness_test@1', annealed, `hardness annealed ${n}`, {
      vickers_hardness: quantity(80, 'HV', n === 0 ? { bound: '<' } : {}),
    })
    bars.push(annealed)
  }
})
after(() => hub.stop())

const plot = (query: Omit<CallInput<typeof getPlot>['query'], 'rows'> & { rows?: string }) => (
  oh.call(getPlot, { params, query: { rows: 'hardness_test', ...query } })
)
const refused = async (work: Promise<unknown>, code: string) => {
  const error = await work.then(() => assert.fail('was not refused'), (caught: unknown) => caught)
  assert.ok(error instanceof Refusal && error.code === code, String(error))
  assert.match(error.text.ko, /[가-힣]/)
}

test('density of the alloy and hardness of what was cast and annealed of it make pairs, with the steps between', async () => {
  const { points, rows, pairs, lacking_x } = await plot({ x: 'density_calculation.density', y: 'vickers_hardness' })
  assert.deepEqual([rows, pairs, lacking_x], [8, 8, 0])
  assert.deepEqual(points.map(({ name, x }) => [name, x.steps]).slice(0, 2), [['hardness 0', 1], ['hardness annealed 0', 2]])
  assert.ok(Math.abs((points[0]!.x.value as number) - 3) < 1e-9, 'in g/cm³, the unit of the column')
  assert.deepEqual([points[0]!.y.uncertainty, points[1]!.y.bound], [{ kind: 'standard', value: 4 }, '<'])
})

test('a plot shows what a table of the same columns holds, cell by cell', async () => {
  const columns = [
    { name: 'x', path: { from: 'up' as const, template: 'density_calculation', field: 'density' } },
    { name: 'y', path: { from: 'own' as const, field: 'vickers_hardness' } },
  ]
  const table = await oh.call(createTable, { params, body: {
    name: 'same', title: { en: 'Same', ko: '같음' }, rows: { template: 'hardness_test' }, columns,
  } })
  const { rows } = await oh.call(getTableRows, { params: { id: table.id } })
  const { points } = await plot({ x: 'density_calculation.density', y: 'vickers_hardness' })
  assert.deepEqual(points.map(({ record, x, y }) => [record, x, y]), rows.map(({ record, cells }) => [record, ...cells]))
})

test('hardness before annealing is not the hardness after it: the annealed specimen lacks it', async () => {
  await measured('tension_test@2', bars[0]!, 'tension of cast 0', { yield_strength: quantity(200, 'MPa') })
  await measured('tension_test@2', bars[1]!, 'tension of annealed 0', { yield_strength: quantity(150, 'MPa') })
  const fresh = await add({ ...common, origin: 'specified', kind: 'material', template: 'alloy_specimen@1', name: 'annealed 2', values: {} })
  await add({
    ...common, origin: 'specified', kind: 'process', template: 'alloy_processing@1', name: 'anneal', state: 'done', planned: {},
    values: { processing_method: { type: 'terms', terms: ['ANNEAL'] } }, inputs: [{ material: bars[4]! }], outputs: [{ material: fresh }],
  })
  await measured('tension_test@2', fresh, 'tension of annealed 2', { yield_strength: quantity(120, 'MPa') })
  const { pairs, lacking_x, points } = await plot({ rows: 'tension_test', x: 'hardness_test.vickers_hardness', y: 'yield_strength' })
  assert.deepEqual([pairs, lacking_x], [2, 1])
  assert.deepEqual(points.map(({ x }) => [x.bound, x.value]), [[undefined, 100], ['<', 80]])
})

test('a query and elements keep the rows that they find, also by what they were made from', async () => {
  const asked = { x: 'density_calculation.density', y: 'vickers_hardness' }
  const hard = await plot({ ...asked, q: 'vickers_hardness > 115 HV' })
  assert.deepEqual(hard.points.map(({ y }) => y.value), [120, 130, 140, 400])
  const annealed = await plot({ ...asked, q: 'up.alloy_processing.processing_method = ANNEAL', elements: 'Al,Cu' })
  assert.deepEqual(annealed.points.map(({ name }) => name), ['hardness annealed 0', 'hardness annealed 1'])
  assert.equal((await plot({ ...asked, elements: 'Fe' })).rows, 0)
})

test('by processing method, six castings make a box with its outlier, and of two annealings the one that is no bound is a point', async () => {
  const { boxes, points } = await plot({ x: 'alloy_processing.processing_method', y: 'vickers_hardness' })
  assert.deepEqual(boxes, [
    { category: 'CAST', n: 6, left_out: 0, box: { q1: 112.5, median: 125, q3: 137.5, low: 100, high: 140, outliers: 1 } },
    { category: 'ANNEAL', n: 1, left_out: 1, box: null },
  ])
  assert.deepEqual(points.map(({ name }) => name), ['hardness annealed 1', 'hardness 5'])
})

test('what cannot stand on an axis is refused by name', async () => {
  await refused(plot({ x: 'vickers_hardness', y: 'alloy_processing.processing_method' }), 'plot.not_drawable')
  await refused(plot({ x: 'alloy.composition', y: 'vickers_hardness' }), 'plot.not_drawable')
  await refused(plot({ x: 'no_such_field', y: 'vickers_hardness' }), 'table.unknown_field')
  await refused(plot({ x: 'Not a field', y: 'vickers_hardness' }), 'column.unreadable')
})

test('side by side, density of the alloy holds for what was cast of it, and hardness of the cast not for the annealed', async () => {
  const { records, measured: below } = await oh.call(compareRecords, { params, query: { records: [bars[0], bars[1]].join(',') } })
  assert.deepEqual(records.map(({ name }) => name), ['cast 0', 'annealed 0'])
  const [density] = below.filter(({ field }) => field === 'density')
  assert.deepEqual(density!.cells.map((cell) => cell!.steps), [1, 2])
  const [hardness] = below.filter(({ field }) => field === 'vickers_hardness')
  assert.deepEqual(hardness!.cells.map((cell) => [cell!.bound, cell!.value]), [[undefined, 100], ['<', 80]])
})

test('one record is no comparison, and one that is not there is not found', async () => {
  await refused(oh.call(compareRecords, { params, query: { records: `${bars[0]},${bars[0]}` } }), 'compare.how_many')
  await refused(oh.call(compareRecords, { params, query: { records: `${bars[0]},0193a000-0000-7000-8000-000000000000` } }), 'record.not_found')
  await refused(oh.call(compareRecords, { params, query: { records: `${bars[0]},nonsense` } }), 'record.not_found')
})

test('a CSV of one template has every number under its unit; several templates are refused with their names', async () => {
  const { out, status } = await runSojae(['record', 'export', 'vickers_hardness is known', '--template', 'hardness_test'], hub)
  assert.equal(status, 0)
  const [head, first, ...rest] = out.replace('\ufeff', '').trimEnd().split('\r\n')
  assert.ok(head!.includes('vickers_hardness (HV),vickers_hardness bound,vickers_hardness high (HV),vickers_hardness uncertainty (HV)'), head)
  assert.match(first!, /,hardness 0,hardness_test@1,measurement,done,measured,,[0-9a-f-]{36},.*\b100,,,4\b/)
  assert.equal(rest.length, 7)
  const several = await runSojae(['record', 'export'], hub)
  assert.notEqual(several.status, 0)
  assert.match(several.err, /alloy_specimen.*hardness_test/)
})

test('JSON lines of some tests bring the materials that they were made on, and make nothing new in their own hub', async () => {
  const file = join(hub.home, 'hard.jsonl')
  const exported = await runSojae(['record', 'export', 'vickers_hardness > 115 HV', '--format', 'jsonl', '-o', file], hub)
  assert.equal(exported.status, 0, exported.err)
  // What the file holds is said beforehand and afterwards: tests that were found, and materials that were not.
  assert.match(exported.out, /8 lines, one a record\. Found: 4 .*\nWith them what they are of or were made from, .*: 4 /)
  const count = await oh.call(countExport, { params, query: { q: 'vickers_hardness > 115 HV' } })
  assert.deepEqual([count.found, count.alongside].map((each) => each.map(({ template, n }) => [template, n])), [[['hardness_test', 4]], [['alloy_specimen', 4]]])
  const drafts = parseRecordDraftFile(await readFile(file, 'utf8'), 'hard.jsonl')
  assert.equal(count.lines, drafts.length)
  assert.deepEqual(drafts.map(({ content }) => content.template), [...Array(4).fill('alloy_specimen@1'), ...Array(4).fill('hardness_test@1')])
  const before = await oh.call(getFacets, { params })
  const imported = await runSojae(['import', file], hub)
  assert.equal(imported.status, 0, imported.err)
  assert.equal((await oh.call(getFacets, { params })).total, before.total, 'they are the records of this hub')
})

test('everything exported is a file that the import reads line by line', async () => {
  const { out } = await runSojae(['record', 'export', '--format', 'jsonl'], hub)
  const drafts = parseRecordDraftFile(out, 'all.jsonl')
  const { total } = await oh.call(getFacets, { params })
  assert.equal(drafts.length, total)
  const count = await oh.call(countExport, { params, query: {} })
  assert.deepEqual([count.lines, count.alongside], [total, []], 'nothing stands twice')
  assert.equal(new Set(drafts.map(({ key }) => key)).size, total)
})

test('strangers get no export, and a misspelt filter lets nothing through', async () => {
  const address = `${hub.address}/api/v1/hubs/main/records/export?format=jsonl`
  assert.equal((await fetch(address)).status, 401)
  const asked = await fetch(`${address}&templat=alloy`, { headers: { authorization: `Bearer ${hub.token}` } })
  assert.equal(asked.status, 400)
  assert.match(z.object({ code: z.string() }).parse(await asked.json()).code, /request\.invalid/)
  const other = await fetch(address.replace('main', 'secret'), { headers: { authorization: `Bearer ${hub.token}` } })
  assert.equal(other.status, 404)
})

test('of 5,200 pairs 5,000 are sent, the same ones each time, and the counts are of all', async () => {
  const lines = Array.from({ length: 5_200 }, (_, n) => [
    { key: `bar ${n}`, content: { ...common, origin: 'specified', kind: 'material', template: 'test_bar@2', name: `bar ${n}`, values: {} } },
    { key: `test ${n}`, content: {
      ...common, kind: 'measurement', template: 'tension_test@2', name: `pull ${n}`, state: 'done', of: `bar ${n}`,
      values: { yield_strength: quantity(200 + n, 'MPa'), ultimate_strength: quantity(300 + n, 'MPa') },
    } },
  ]).flat().map((draft) => JSON.stringify(draft)).join('\n')
  const file = join(hub.home, 'pulls.jsonl')
  await writeFile(file, lines)
  assert.equal((await runSojae(['import', file], hub)).status, 0)
  const asked = { rows: 'tension_test', x: 'yield_strength', y: 'ultimate_strength', text: 'pull' }
  const { points, drawable, pairs } = await plot(asked)
  assert.deepEqual([points.length, drawable, pairs], [5_000, 5_200, 5_200])
  assert.deepEqual((await plot({ ...asked, q: 'template = tension_test' })).points, points)
})

test('two records ticked by keyboard are compared, and a point opens its record', { skip: noBrowser }, async () => {
  const { page, complaints, close } = await openBrowser()
  try {
    await page.context().setExtraHTTPHeaders({ authorization: `Bearer ${hub.token}` })
    await page.goto(`${hub.address}/h/main/records?template=alloy_specimen`)
    for (const name of ['Select cast 0', 'Select annealed 0']) {
      const box = page.getByRole('checkbox', { name, exact: true }).last()
      await box.focus()
      await page.keyboard.press('Space')
    }
    await page.getByRole('link', { name: 'Compare (2)' }).press('Enter')
    await page.getByRole('rowheader', { name: /Vickers hardness.*differs/ }).waitFor()
    await page.getByRole('checkbox', { name: /Only differences/ }).check()
    assert.equal(await page.getByRole('rowheader', { name: /^Density/ }).count(), 0)
    await page.goto(`${hub.address}/h/main/plot?rows=hardness_test&x=density_calculation.density&y=vickers_hardness`)
    const drawing = page.getByRole('application', { name: /Vickers hardness against Density/ })
    await drawing.focus()
    await page.keyboard.press('Home')
    await page.getByText(/on alloy 0, \w+ steps? away/).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/r\/[0-9a-f-]{36}$/)
    assert.deepEqual(complaints, [])
  } finally {
    await close()
  }
})
