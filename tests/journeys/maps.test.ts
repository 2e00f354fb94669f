// Dr. Seo looks at a wafer: which spot conducts how well, what was not measured, and what is only a bound.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import type { CallInput } from '#contract/operation.ts'
import { createImport, getImport, getPieceMap, listTables, searchRecords } from '#contract/operations/index.ts'
import type { writeRecords } from '#contract/operations/record.ts'
import { Refusal } from '#science/refusal.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'histories' }
let hub: RunningHub
let seo: Client
before(async () => {
  hub = await startHub({ examples: true })
  seo = createClient({ address: hub.address, token: hub.token })
  // The hub answers before its examples are there.
  const isThere = () => seo.call(listTables, { params }).then(({ tables }) => tables.length > 0, () => false)
  for (let tries = 0; tries < 900 && !(await isThere()); tries++) await new Promise((done) => setTimeout(done, 100))
})
after(() => hub.stop())

/** The id of a record by its name's beginning; what a job wrote, the index has a moment later. */
const named = async (template: string, name: string) => {
  for (let tries = 0; tries < 300; tries++) {
    const { records } = await seo.call(searchRecords, { params, query: { template, limit: 100 } })
    const found = records.find((record) => record.name.startsWith(name))
    if (found) return found.id
    await new Promise((done) => setTimeout(done, 200))
  }
  assert.fail(`${template} ${name}`)
}
const mapOf = async (id: string, query: CallInput<typeof getPieceMap>['query'] = {}) => {
  const { map } = await seo.call(getPieceMap, { params: { id }, query })
  assert.ok(map)
  return map
}

test('69 spots lie where they were put, and a spot that was not measured has no resistance, not 0', async () => {
  const map = await mapOf(await named('substrate', 'Wafer A'))
  assert.deepEqual([map.placed, map.unplaced, map.x.unit, map.y.unit, map.colour?.unit], [69, 0, 'mm', 'mm', 'Ω'])
  const spot = (name: string) => map.points.find((point) => point.name === `A · ${name}`)!
  assert.deepEqual([spot('C3').x.value, spot('C3').y.value], [-20, 20])
  // Not measured; broken off; planned.
  assert.deepEqual(['A5', 'H7', 'B3', 'I5'].map((name) => spot(name).colour), [null, null, null, null])
  assert.equal(map.points.filter(({ colour }) => colour === null).length, 4)
  assert.deepEqual([spot('A3').colour?.bound, spot('A3').colour?.value], ['<', 3])
  assert.equal(spot('C3').colour?.uncertainty?.kind, 'standard')
  assert.equal(spot('E5').colour?.among, 3)
  assert.ok(map.points.every(({ colour }) => colour === null || colour.steps === 0), 'no spot speaks for another')
})

test('a bar that was not tested has what the others say of the plate, two steps away; all have the plate’s hardness', async () => {
  const plate = await named('wrought_plate', 'Plate P2')
  const strength = await mapOf(plate, { colour: 'tension_test.yield_strength', unit: 'ksi' })
  const away = strength.points.filter(({ colour }) => colour?.steps === 2)
  assert.deepEqual(away.map(({ name }) => name), ['P2 · 1-6', 'P2 · 3-1', 'P2 · 4-5', 'P2 · 4-6'])
  assert.ok(away.every(({ colour }) => colour!.among === 20))
  assert.equal(strength.colour?.unit, 'ksi')
  assert.ok(strength.points.every(({ colour }) => Number(colour!.value) > 38 && Number(colour!.value) < 45))
  const hardness = await mapOf(plate, { colour: 'hardness_test.vickers_hardness' })
  assert.deepEqual([...new Set(hardness.points.map(({ colour }) => `${colour?.value} ${colour?.steps}`))], ['104 1'])
})

test('spots without a place are counted and not drawn; a sheet cut into discs has no map', async () => {
  const published = await mapOf(await named('substrate', 'Plate 3496'))
  assert.deepEqual([published.placed, published.unplaced, published.points], [0, 61, []])
  const { kinds, map } = await seo.call(getPieceMap, { params: { id: await named('electrode', 'Cathode sheet, pressed') } })
  assert.deepEqual([kinds, map], [[], null])
})

test('a failed deposition left no spot, and what is no piece or no colour is refused by name', async () => {
  const { map } = await seo.call(getPieceMap, { params: { id: await named('substrate', 'Wafer B') } })
  assert.equal(map, null)
  const id = await named('substrate', 'Wafer A')
  const refused = async (query: CallInput<typeof getPieceMap>['query'], code: string) => {
    const error = await seo.call(getPieceMap, { params: { id }, query }).then(() => assert.fail('was not refused'), (caught: unknown) => caught)
    assert.ok(error instanceof Refusal && error.code === code, String(error))
    assert.match(error.text.ko, /[가-힣]/)
  }
  await refused({ pieces: 'test_bar' }, 'map.no_such_pieces')
  await refused({ colour: 'position' }, 'map.not_drawable')
  await refused({ unit: 'kg' }, 'unit.incompatible')
})

test('a library of 1,000 spots is answered at once: its own spots, and not one of another wafer', async () => {
  type Draft = Pick<CallInput<typeof writeRecords>['body']['records'][number], 'key' | 'content'>
  const common = { source: { kind: 'own' }, origin: 'measured' } as const
  const keys = Array.from({ length: 1_000 }, (_, n) => n)
  const quantity = (value: number, unit: string) => ({ type: 'quantity' as const, value, unit })
  const records: Draft[] = [
    { key: 'wafer', content: { ...common, kind: 'material', template: 'substrate@1', name: 'Wafer 1000', values: {} } },
    ...keys.map((n): Draft => ({ key: `spot ${n}`, content: {
      ...common, kind: 'material', template: 'library_spot@1', name: `S${n}`, values: {
        composition: { type: 'composition', written: 'NiCu', basis: 'amount', fractions: { Ni: 0.5, Cu: 0.5 } },
        position_x: quantity(n % 40, 'mm'), position_y: quantity(Math.floor(n / 40), 'mm'),
      },
    } })),
    { key: 'deposition', content: {
      ...common, kind: 'process', template: 'library_deposition@1', name: 'Deposition', state: 'done', planned: {}, values: {},
      inputs: [{ material: 'wafer', role: 'substrate' }], outputs: keys.map((n) => ({ material: `spot ${n}` })),
    } },
    ...keys.map((n): Draft => ({ key: `test ${n}`, content: {
      ...common, kind: 'measurement', template: 'sheet_resistance_measurement@2', name: `R${n}`, state: 'done', of: `spot ${n}`,
      values: { sheet_resistance: quantity(n + 1, 'Ω') },
    } })),
  ]
  const { sha256 } = await seo.upload('histories', Buffer.from(records.map((each) => `${JSON.stringify(each)}\n`).join('')), 'application/jsonl')
  const { id } = await seo.call(createImport, { params, body: { recipe: { records: 'wafer-1000' }, file: { sha256, name: 'wafer.jsonl' } } })
  const stateNow = async () => (await seo.call(getImport, { params: { id } })).state
  for (let tries = 0; tries < 600 && !['done', 'failed'].includes(await stateNow()); tries++) await new Promise((done) => setTimeout(done, 100))
  assert.equal(await stateNow(), 'done')
  const map = await mapOf(await named('substrate', 'Wafer 1000'))
  assert.equal(map.placed, 1_000)
  assert.deepEqual(map.points.map(({ name, colour }) => `${name} ${colour?.value}`), keys.map((n) => `S${n} ${n + 1}`))
  assert.equal(map.columns.find(({ name }) => name === 'sheet_resistance')?.filled, 1_000)
})

test('the command line says the same as the page', async () => {
  const { status, out } = await runSojae(['record', 'map', await named('substrate', 'Wafer A')], hub)
  assert.equal(status, 0)
  assert.match(out, /A · C3 +−20 +20 +3\.83/)
  assert.match(out, /A · A3 +−20 +40 +<3/)
})

for (const [locale, heading, below, unknown] of [
  ['en-US', 'Map of its pieces', 'below the value coloured', 'not known'], ['ko-KR', '조각의 위치도', '색이 나타내는 값보다 작음', '알 수 없음'],
] as const) {
  test(`arrow keys go from spot to spot, Enter opens one, and the address keeps the choice (${locale})`, { skip: noBrowser }, async () => {
    const visit = await openBrowser({ locale, width: 390 })
    try {
      const { page } = visit
      await page.context().setExtraHTTPHeaders({ authorization: `Bearer ${hub.token}` })
      await page.goto(`${hub.address}/r/${await named('substrate', 'Wafer A')}`)
      await page.getByRole('heading', { name: heading }).waitFor()
      assert.equal(await page.evaluate(() => document.documentElement.lang), locale.slice(0, 2))
      for (const text of [below, unknown]) await page.getByText(text).first().waitFor()
      const map = page.getByRole('application').first()
      await map.focus()
      for (const key of ['Home', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key)
      await page.getByText('3.240').waitFor()
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      await page.locator('select').first().selectOption('composition')
      await page.waitForURL(/colour=composition/)
      await page.reload()
      await page.getByText('at.%').first().waitFor()
      await map.focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => !url.search.includes('colour'))
      await page.getByRole('heading', { name: /^A · / }).waitFor()
      assert.deepEqual(visit.complaints, [])
    } finally {
      await visit.close()
    }
  })
}
