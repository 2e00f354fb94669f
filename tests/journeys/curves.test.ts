// Lee Hana tests bars in tension: she brings in whole curves, finds bars by what their curves say, and looks at them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import {
  compareCurves, createImport, createRecord, getCurve, getImport, getRecord, getRevisions, reviseRecord, searchRecords,
} from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { becomeAdministrator, noBrowser, openBrowser } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { Visit } from './browser.ts'
import type { RunningHub } from './running-hub.ts'
import { runSojae } from './run-sojae.ts'

const params = { hub: 'main' }
let hub: RunningHub
let hana: Client
let visit: Visit | null = null
before(async () => {
  hub = await startHub({ examples: true })
  hana = createClient({ address: hub.address, token: hub.token })
  if (noBrowser) return
  visit = await openBrowser()
  await becomeAdministrator(visit.page, hub)
})
after(async () => {
  await visit?.close()
  await hub.stop()
})

const source = { kind: 'own' } as const
const bar = { kind: 'material', template: 'test_bar@2', name: 'Bar 1', origin: 'specified', source, values: {} } as const
type Axis = { name: string; unit: string; values?: (number | null)[] }
const curve = (strain: (number | null)[], stress: (number | null)[], units = ['%', 'MPa'] as const): { type: 'curve'; axes: Axis[] } => ({
  type: 'curve', axes: [{ name: 'strain', unit: units[0], values: strain }, { name: 'stress', unit: units[1], values: stress }],
})
const tension = (of: string, values: object) => ({
  kind: 'measurement', state: 'done', of, template: 'tension_test@2', name: 'Bar 1 · tension', origin: 'measured', source, values,
}) as const
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(() => assert.fail('nothing was refused'), (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal, String(error))
  assert.match(error.text.ko, /[가-힣]/)
  return error
}
const add = async (values: object) => {
  const material = await hana.call(createRecord, { params, body: { content: bar } })
  return hana.call(createRecord, { params, body: { content: tension(material.id, values) as never } })
}
const found = async (q: string) => (await hana.call(searchRecords, { params, query: { q, limit: 50 } })).records

// Elastic to 0.3 % with 70 GPa, then a plateau with a gap, then a drop.
const STRAIN = [0, 0.1, 0.2, 0.3, 2, 4, 6]
const STRESS = [0, 70, 140, 210, 260, null, 240]

test('a curve’s greatest stress and slope are quantities of the record: found in any unit, not the curve’s own', async () => {
  const { id, content } = await add({ stress_strain: curve(STRAIN, STRESS) })
  const { ultimate_strength: strength, loading_slope: slope, stress_strain: kept } = content.values
  assert.deepEqual(strength, { type: 'quantity', value: 260, unit: 'MPa', from_curve: 'stress_strain' })
  assert.ok(slope?.type === 'quantity' && Math.abs(slope.value - 70) < 1e-9 && slope.unit === 'GPa')
  assert.ok(kept?.type === 'curve')
  assert.deepEqual([kept.points, kept.axes], [7, [
    { name: 'strain', unit: '%', low: 0, high: 6 }, { name: 'stress', unit: 'MPa', low: 0, high: 260, missing: 1 },
  ]])
  const ids = async (q: string) => (await found(q)).map((record) => record.id)
  assert.deepEqual(await ids('ultimate_strength between 37 and 38 ksi'), [id])
  assert.deepEqual(await ids('stress_strain is known and strain_at_maximum = 2 %'), [id])
})

test('the missing point comes back as missing, and the file is a table that anyone can open', async () => {
  const [record] = await found('stress_strain is known')
  const drawn = await hana.call(getCurve, { params: { id: record!.id, field: 'stress_strain' }, query: {} })
  assert.deepEqual(drawn.axes.map(({ values }) => values), [STRAIN, STRESS])
  const value = record!.values['stress_strain']
  assert.ok(value?.type === 'curve')
  const response = await hana.request(`/files/${value.data}?name=bar%2F1.csv`)
  assert.equal(await response.text(), 'strain [%],stress [MPa]\n0,0\n0.1,70\n0.2,140\n0.3,210\n2,260\n4,\n6,240\n')
  assert.match(response.headers.get('content-disposition')!, /^attachment; /)
})

test('a revision with another curve has other summaries; the first revision keeps its own; what she measured herself stands', async () => {
  const { id, content } = await add({
    stress_strain: curve(STRAIN, STRESS), ultimate_strength: { type: 'quantity', value: 262, unit: 'MPa' },
  })
  assert.ok(content.kind === 'measurement')
  const revised = await hana.call(reviseRecord, {
    params: { id }, body: {
      upon: 1, reason: 'Load cell recalibrated',
      content: { ...content, values: { ...content.values, stress_strain: curve(STRAIN, STRESS.map((each) => each && each / 2)) } },
    },
  })
  const [strength, slope] = ['ultimate_strength', 'loading_slope'].map((name) => revised.content.values[name])
  assert.deepEqual(strength, { type: 'quantity', value: 262, unit: 'MPa' })
  assert.ok(slope?.type === 'quantity' && Math.abs(slope.value - 35) < 1e-9)
  const { revisions } = await hana.call(getRevisions, { params: { id } })
  const before = revisions.find(({ n }) => n === 1)!.content.values['loading_slope']
  assert.ok(before?.type === 'quantity' && Math.abs(before.value - 70) < 1e-9)
})

test('revising anything else leaves the curve where it is', async () => {
  const { id, content } = await add({ stress_strain: curve(STRAIN, STRESS) })
  const revised = await hana.call(reviseRecord, {
    params: { id }, body: { upon: 1, reason: 'Named', content: { ...content, name: 'Bar 1 · second tension' } },
  })
  assert.deepEqual(revised.content.values, content.values)
})

test('an instrument’s own file is the curve: kept byte for byte, its other columns too', async () => {
  const file = 'time,stress [ksi],strain\r\n0,0,0\r\n1,10,0.001\r\n2,,0.002\r\n'
  const { sha256 } = await hana.upload('main', Buffer.from(file), 'text/csv')
  const { content } = await add({
    stress_strain: { type: 'curve', data: sha256, axes: [{ name: 'strain', unit: '1' }, { name: 'stress', unit: 'ksi' }] },
  })
  const value = content.values['stress_strain']
  assert.ok(value?.type === 'curve')
  assert.deepEqual([value.data, value.points, value.axes[1]!.missing], [sha256, 3, 1])
  assert.equal(await (await hana.request(`/files/${sha256}`)).text(), file)
})

test('a file of another hub is no file here', async () => {
  const { sha256 } = await hana.upload('carbides', Buffer.from('strain,stress\n0,0\n1,1\n'), 'text/csv')
  const { code } = await refused(add({
    stress_strain: { type: 'curve', data: sha256, axes: [{ name: 'strain', unit: '1' }, { name: 'stress', unit: 'ksi' }] },
  }))
  assert.equal(code, 'file.not_found')
})

test('a curve in kilograms, one whose x is missing, and one that says nothing of its points are refused', async () => {
  assert.equal((await refused(add({ stress_strain: curve(STRAIN, STRESS, ['%', 'kg'] as never) }))).code, 'curve.unit')
  assert.equal((await refused(add({ stress_strain: curve([0, null], [1, 2]) }))).code, 'curve.x_missing')
  assert.equal((await refused(add({ stress_strain: curve([0, 1], [1, 40_000]) }))).code, 'field.bounds')
})

test('as JSON lines: all or nothing, the same file again changes nothing, and a fault names its line', async () => {
  const lines = (stress: (number | null)[]) => [
    { key: 'bar', content: bar }, { key: 'test', content: tension('bar', { stress_strain: curve(STRAIN, stress) }) },
  ].map((line) => JSON.stringify(line)).join('\n')
  const bring = async (text: string) => {
    const { sha256 } = await hana.upload('main', Buffer.from(text), 'application/jsonl')
    const { id } = await hana.call(createImport, { params, body: { recipe: { records: 'bars' }, file: { sha256, name: 'bars.jsonl' } } })
    for (;;) {
      const one = await hana.call(getImport, { params: { id } })
      if (one.state === 'done' || one.state === 'failed') return one
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  const faulty = await bring(lines([1, 2]))
  assert.match(faulty.problem!.en, /line 2: .*different numbers of points/)
  assert.deepEqual((await bring(lines(STRESS))).report?.records_made, 2)
  assert.deepEqual((await bring(lines(STRESS))).report?.records_unchanged, 2)
})

test('curves in ksi and in MPa are laid over one another in one unit; what has no such curve is named', async () => {
  const mega = await add({ stress_strain: curve(STRAIN, STRESS) })
  const kilo = await add({ stress_strain: curve([0, 0.05], [0, 10], ['1', 'ksi'] as never) })
  const bare = await hana.call(createRecord, { params, body: { content: bar } })
  const compared = await hana.call(compareCurves, {
    params, query: { field: 'stress_strain', records: [mega.id, kilo.id, bare.id, 'abc'].join(',') },
  })
  assert.deepEqual(compared.axes.map(({ unit }) => unit), ['%', 'MPa'])
  assert.deepEqual(compared.curves.map(({ record }) => record), [mega.id, kilo.id])
  const { strain, stress } = compared.curves[1]!.axes
  assert.deepEqual(strain!.values.map((each) => each!.toFixed(6)), ['0.000000', '5.000000'])
  // 10 ksi × 6.894757293168 MPa/ksi (NIST SP 811, B.8).
  assert.equal(stress!.high!.toFixed(6), '68.947573')
  assert.deepEqual(compared.left_out.map(({ record, reason }) => [record, reason.en]), [
    [bare.id, 'It has no such curve.'], ['abc', 'There is no such record in this hub.'],
  ])
  const many = Array.from({ length: 51 }, (_, n) => `id${n}`).join(',')
  assert.equal((await refused(hana.call(compareCurves, { params, query: { field: 'stress_strain', records: many } }))).code, 'curves.too_many')
  assert.equal((await refused(hana.call(compareCurves, { params, query: { field: 'load', records: mega.id } }))).code, 'field.unknown')
})

test('a record of another hub is not laid over mine, though its id is known', async () => {
  const { id } = await add({ stress_strain: curve(STRAIN, STRESS) })
  const { curves, left_out } = await hana.call(compareCurves, {
    params: { hub: 'carbides' }, query: { field: 'stress_strain', records: id },
  })
  assert.deepEqual([curves.length, left_out[0]?.name], [0, null])
})

test('the command line says what a curve spans and how to have it whole', async () => {
  const [record] = await found('stress_strain is known')
  const { out } = await runSojae(['record', 'show', record!.id], { home: hub.home })
  assert.match(out, /strain 0….* × stress .* points · sojae file get [0-9a-f]{64}/)
  assert.match(out, /loading_slope .* \(from the curve stress_strain\)/)
})

test('on its page she drags across the yield point, reads a point off, and goes back to the whole', { skip: noBrowser }, async () => {
  const { page, complaints } = visit!
  // A stranger's first request is answered with 401, and the browser says so.
  const earlier = complaints.length
  const { id } = await add({ stress_strain: curve(STRAIN, STRESS) })
  await page.goto(`${hub.address}/r/${id}`)
  const plot = page.getByRole('application', { name: /Stress–strain curve: Engineering stress over Engineering strain.*7 points/ })
  await plot.scrollIntoViewIfNeeded()
  // The line is lifted at the missing point: two pieces, the second a lone point.
  assert.match((await plot.locator('path.line').getAttribute('d'))!, /^M[^M]+M[^ML]+h0$/)
  const whole = page.getByRole('button', { name: 'Whole curve' })
  assert.ok(await whole.isDisabled())
  const box = (await plot.boundingBox())!
  await page.mouse.move(box.x + 70, box.y + 100)
  await page.mouse.down()
  await page.mouse.move(box.x + 200, box.y + 120, { steps: 4 })
  await page.mouse.up()
  await whole.and(page.locator(':enabled')).waitFor()
  await whole.click()
  // The part that was drawn stays until the whole has come.
  await plot.locator('path.line[d$="h0"]').waitFor({ state: 'attached' })
  await plot.focus()
  await page.keyboard.press('End')
  await page.getByText(/240\sMPa/).waitFor()
  const { content } = await hana.call(getRecord, { params: { id } })
  const value = content.values['stress_strain']
  const link = page.getByRole('link', { name: 'All points (CSV)' })
  assert.ok(value?.type === 'curve' && (await link.getAttribute('href'))!.includes(value.data!))
  await page.getByText('Some of the points as a table').click()
  await page.locator('details').getByRole('cell', { name: '260', exact: true }).waitFor()
  assert.deepEqual(complaints.slice(earlier), [])
})

test('from one curve’s page she lays another over it, and the address holds both and the part she looks at', { skip: noBrowser }, async () => {
  const { page, complaints } = visit!
  const earlier = complaints.length
  const [first, second] = [await add({ stress_strain: curve(STRAIN, STRESS) }), await add({ stress_strain: curve(STRAIN, STRESS) })]
  await page.goto(`${hub.address}/r/${first.id}`)
  await page.getByRole('link', { name: 'Compare with…' }).click()
  await page.getByRole('heading', { name: 'Stress–strain curve: curves together' }).waitFor()
  assert.equal(await page.locator('path.line').count(), 1)
  const boxes = page.getByRole('checkbox')
  await boxes.first().waitFor()
  await boxes.first().check()
  await page.locator('path.line').nth(1).waitFor()
  assert.equal(new URL(page.url()).searchParams.get('records'), `${first.id},${second.id}`)
  await page.getByRole('button', { name: 'Zoom in (+)' }).click()
  await page.waitForURL(/from=1\.5&to=4\.5/)
  await page.reload()
  await page.locator('path.line').nth(1).waitFor()
  const strokes = await page.locator('path.line').evaluateAll((paths) => paths.map((path) => getComputedStyle(path).stroke))
  assert.notEqual(strokes[0], strokes[1])
  assert.deepEqual(complaints.slice(earlier), [])
})
