// Ryu Sora, ceramist, weighs sintered discs in water; density and porosity she does not have to calculate, and cannot type.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import {
  checkMigration, checkRecords, checkTemplate, createImport, createRecord, getFacets, getImport, getMigration, getRecord, getRevisions, migrateRecords,
  restoreRevision, reviseRecord, saveTemplate, searchRecords, undoMigration,
} from '#contract/operations/index.ts'
import type { CallInput } from '#contract/operation.ts'
import { noBrowser, openBrowser, pictureFolder } from './browser.ts'
import type { Visit } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'
import { runSojae } from './run-sojae.ts'

const params = { hub: 'main' }
const options = { skip: noBrowser }
const source = { kind: 'own' } as const
type Content = CallInput<typeof createRecord>['body']['content']
type Values = Content['values']
const q = (value: number, unit: string, uncertainty?: number): Values[string] => ({
  type: 'quantity', value, unit, ...(uncertainty === undefined ? {} : { uncertainty: { kind: 'standard', value: uncertainty } }),
})
let hub: RunningHub
let ryu: Member
let disc: string
let pictures: string
const visits: Visit[] = []
before(async () => {
  hub = await startHub()
  ryu = await addMember(hub, 'Ryu Sora', 'lead')
  pictures = await pictureFolder()
  disc = (await create({ kind: 'material', template: 'substance@1', name: 'Alumina disc 3', origin: 'specified', source, values: {} })).id
})
after(async () => {
  for (const { close } of visits) await close()
  await hub.stop()
})

const create = (content: Content) => ryu.client.call(createRecord, { params, body: { content } })
const weighed = (values: Values, name = 'Weighing of disc 3'): Content => ({
  kind: 'measurement', template: 'immersion_density_measurement@1', name, origin: 'measured', source, state: 'done', of: disc, values,
})
/** 10.000 g dry, 7.500 g in water, 10.125 g full of it: 2.625 cm³ with water of 1 g/cm³. */
const WEIGHED = {
  liquid_density: q(1, 'g/cm³', 0), dry_mass: q(10, 'g', 0.001), suspended_mass: q(7.5, 'g', 0.001), saturated_mass: q(10.125, 'g', 0.001),
}
const number = (value: Values[string] | undefined) => (value?.type === 'quantity' ? value.value : null)

test('what is weighed gives density and porosity with their uncertainties, found by search like any other value', async () => {
  const { id, content, remarks } = await create(weighed(WEIGHED))
  const { density, apparent_porosity } = content.values
  assert.ok(density?.type === 'quantity' && density.uncertainty?.kind === 'standard')
  assert.ok(Math.abs(density.value - 10 / 2.625) < 1e-12)
  // ∂ρ/∂D = 1/V; ∂ρ/∂W = −D/V² and ∂ρ/∂S = D/V², with V = W − S.
  assert.ok(Math.abs(density.uncertainty.value - 0.001 * Math.hypot(1 / 2.625, 10 / 2.625 ** 2, 10 / 2.625 ** 2)) < 1e-12)
  assert.deepEqual(density.calculated_from, ['dry_mass', 'liquid_density', 'saturated_mass', 'suspended_mass'])
  assert.ok(Math.abs(number(apparent_porosity)! - 100 * 0.125 / 2.625) < 1e-12)
  assert.deepEqual(remarks, [])
  const found = await ryu.client.call(searchRecords, { params, query: { q: 'density between 3.8 and 3.82 g/cm³ and apparent_porosity < 5 %' } })
  assert.deepEqual(found.records.map((record) => record.id), [id])
  const { fields } = await ryu.client.call(getFacets, { params, query: {} })
  assert.ok(fields.some(({ field, records }) => field === 'density' && records === 1))
})

test('nobody types a calculated value: another one is refused by its name, the same one is taken', async () => {
  await assert.rejects(create(weighed({ ...WEIGHED, density: q(3.9, 'g/cm³') })), (error: { code: string; details: Record<string, unknown> }) => (
    error.code === 'field.calculated_differs' && error.details['field'] === 'density'
  ))
  const { saturated_mass: _, ...dry } = WEIGHED
  await assert.rejects(create(weighed({ ...dry, density: q(3.9, 'g/cm³') })), { code: 'field.calculated_absent' })
  const { id, content } = await create(weighed(WEIGHED, 'taken again'))
  assert.deepEqual((await create({ ...content, name: 'a copy' })).content.values, content.values)
  const moved = { ...content, values: { ...content.values, dry_mass: q(9, 'g', 0.001) } }
  await assert.rejects(ryu.client.call(reviseRecord, { params: { id }, body: { upon: 1, content: moved, reason: 'stale' } }), { code: 'field.calculated_differs' })
})

test('a missing input leaves the result out, and the record says which one it was; nothing counts as zero', async () => {
  const { saturated_mass: _, ...dry } = WEIGHED
  const { content, remarks } = await create(weighed(dry, 'not yet saturated'))
  assert.equal(content.values['density'], undefined)
  assert.deepEqual(remarks.map(({ field, absent }) => [field, absent?.en]), [
    ['density', 'not given: Saturated mass'], ['apparent_porosity', 'not given: Saturated mass'],
  ])
})

test('a revised input gives the new revision a new result; a restored revision says its old result again', async () => {
  const { id } = await create(weighed(WEIGHED, 'to be revised'))
  const revise = (upon: number, values: Values) => (
    ryu.client.call(reviseRecord, { params: { id }, body: { upon, content: weighed(values, 'to be revised'), reason: 'weighed again' } })
  )
  assert.ok(Math.abs(number((await revise(1, { ...WEIGHED, dry_mass: q(9.9, 'g', 0.001) })).content.values['density'])! - 9.9 / 2.625) < 1e-12)
  assert.equal((await revise(2, { ...WEIGHED, saturated_mass: q(7.5, 'g', 0.001) })).content.values['density'], undefined)
  const restored = await ryu.client.call(restoreRevision, { params: { id }, body: { n: 1, upon: 3, reason: 'back' } })
  assert.ok(Math.abs(number(restored.content.values['density'])! - 10 / 2.625) < 1e-12)
  const { revisions } = await ryu.client.call(getRevisions, { params: { id } })
  assert.equal(revisions[0]!.restores, 1)
})

test('a check tells the form what comes out and why nothing does, and writes nothing', async () => {
  const check = (values: Values) => ryu.client.call(checkRecords, { params, body: { records: [{ key: 'one', content: weighed(values) }] } })
  const { read, problems } = await check(WEIGHED)
  assert.deepEqual([problems.length, read.map(({ field }) => field)], [0, ['density', 'apparent_porosity']])
  const { remarks } = await check({ ...WEIGHED, saturated_mass: q(7.5, 'g') })
  assert.deepEqual(remarks.map(({ absent }) => absent?.en), ['it would divide by zero', 'it would divide by zero'])
})

async function importLines(lines: readonly object[], name: string) {
  const { sha256 } = await ryu.client.upload('main', Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')), 'application/jsonl')
  const { id } = await ryu.client.call(createImport, { params, body: { recipe: { records: name }, file: { sha256, name: `${name}.jsonl` } } })
  for (;;) {
    const found = await ryu.client.call(getImport, { params: { id } })
    if (found.state === 'done' || found.state === 'failed') return found
    await sleep(50)
  }
}

test('a file of records is calculated as it comes in; a value in it that disagrees refuses the file by line and name', async () => {
  const material = { key: 'disc', content: { kind: 'material', template: 'substance@1', name: 'Disc of the file', origin: 'specified', source, values: {} } }
  const line = (values: Values) => ({ key: 'weighing', content: { ...weighed(values, 'Weighing of the file'), of: 'disc' } })
  const wrong = await importLines([material, line({ ...WEIGHED, density: q(3.9, 'g/cm³') })], 'wrong')
  assert.equal(wrong.state, 'failed')
  assert.match(wrong.problem!.en, /^wrong\.jsonl, line 2: Density is calculated \(dry_mass .*\) and comes to 3\.80952\d* ± 0\.00208\d* g\/cm³, not to what was given/)
  const right = await importLines([material, line(WEIGHED)], 'right')
  assert.equal(right.state, 'done')
  const found = () => ryu.client.call(searchRecords, { params, query: { q: 'name = "Weighing of the file"' } })
  // What a job writes, the index has a moment later.
  while ((await found()).total === 0) await sleep(50)
  const { records: [record] } = await found()
  assert.ok(Math.abs(number((await ryu.client.call(getRecord, { params: { id: record!.id } })).content.values['density'])! - 10 / 2.625) < 1e-12)
})

test('what was exported comes back into its hub and changes nothing, calculated values neither', async () => {
  const answer = await fetch(`${hub.address}/api/v1/hubs/main/records/export?format=jsonl&template=immersion_density_measurement`, { headers: { authorization: `Bearer ${hub.token}` } })
  const text = await answer.text()
  assert.equal(answer.status, 200, text)
  assert.match(text, /calculated_from/)
  const lines = text.trim().split('\n').map((line) => JSON.parse(line) as object)
  const again = await importLines(lines, 'round')
  assert.equal(again.state, 'done', again.problem?.en)
  assert.deepEqual([again.report?.records_made, again.report?.records_unchanged, again.report?.records_revised], [0, lines.length, 0])
})

const BENDING = (version: number, expression: string, more = '') => `template: bending_bar
version: ${version}
kind: measurement
stage: property
label: {en: Bending of a bar, ko: 봉 굽힘}
fields:
  - {name: greatest_force, label: {en: Force, ko: 하중}, type: quantity, role: result, unit: N}
  - {name: bar_width, label: {en: Width, ko: 폭}, type: quantity, role: condition, unit: mm}
  - {name: bar_height, label: {en: Height, ko: 높이}, type: quantity, role: condition, unit: mm}
  - {name: bar_stress, label: {en: Stress, ko: 응력}, type: quantity, role: result, unit: MPa, ${expression}}
${more}`
const findings = async (yaml: string) => {
  const { faults } = await ryu.client.call(checkTemplate, { params, body: { source: { yaml, file: 'bending.template.yaml' } } })
  return faults.map(({ line, text }) => `${line} ${text.en}`)
}

test('an expression of a wrong dimension, with an unknown field or a cycle is told at its line and column', async () => {
  assert.deepEqual(await findings(BENDING(1, "expression: 'greatest_force / bar_width'")), [
    '10 Column 1: gives N/mm, which does not compare with MPa, the unit of “bar_stress”.',
  ])
  assert.deepEqual(await findings(BENDING(1, "expression: 'greatest_force / (bar_width * bar_heigth)'")), [
    '10 Column 31: the template has no field “bar_heigth”. Did you mean “bar_height”?',
  ])
  assert.deepEqual(await findings(BENDING(1, "expression: 'half_stress * 2'", "  - {name: half_stress, label: {en: H, ko: ㅎ}, type: quantity, role: result, unit: MPa, expression: bar_stress / 2}\n")), [
    '10 Column 1: “bar_stress” would be calculated from itself (bar_stress ← half_stress ← bar_stress).',
    '11 Column 1: “half_stress” would be calculated from itself (half_stress ← bar_stress ← half_stress).',
  ])
  assert.deepEqual(await findings(BENDING(1, "expression: 'greatest_force / (bar_width * bar_height'")), [
    '10 Column 41: the expression ends where it needs “)” or one of +, -, *, /, ^.',
  ])
})

test('another expression is tried on every record before it holds: what changes is told, moved and taken back', async () => {
  const add = (yaml: string) => ryu.client.call(saveTemplate, { params, body: { source: { yaml, file: 'bending.template.yaml' } } })
  await add(BENDING(1, "expression: 'greatest_force / (bar_width * bar_height)'"))
  const bent = (name: string, values: Values): Content => ({
    kind: 'measurement', template: 'bending_bar@1', name, origin: 'measured', source, state: 'done', of: disc, values,
  })
  const whole = await create(bent('whole', { greatest_force: q(120, 'N'), bar_width: q(4, 'mm'), bar_height: q(3, 'mm') }))
  await create(bent('force only', { greatest_force: q(120, 'N') }))
  assert.equal(number(whole.content.values['bar_stress']), 10)
  await add(BENDING(2, "expression: '1.5 * greatest_force / (bar_width * bar_height)'"))
  const where = { params: { ...params, name: 'bending_bar' } }
  const dry = await ryu.client.call(checkMigration, { ...where, body: { from: 1 } })
  assert.deepEqual([dry.convert, dry.stay, dry.changes.map(({ code }) => code)], [2, 0, ['expression']])
  assert.deepEqual(dry.recalculated?.map(({ field, records, examples }) => [field, records, examples[0]?.record.name, examples[0]?.before?.value, examples[0]?.after?.value]), [
    ['bar_stress', 1, 'whole', 10, 15],
  ])
  const over = async (id: string) => {
    for (;;) {
      const found = await ryu.client.call(getMigration, { params: { id } })
      if (['done', 'failed', 'undone'].includes(found.state)) return found
      await sleep(50)
    }
  }
  const { id } = await ryu.client.call(migrateRecords, { ...where, body: { from: 1, reason: 'shape factor' } })
  assert.equal((await over(id)).report?.recalculated?.[0]?.records, 1)
  const value = async () => number((await ryu.client.call(getRecord, { params: { id: whole.id } })).content.values['bar_stress'])
  assert.equal(await value(), 15)
  await ryu.client.call(undoMigration, { params: { id } })
  assert.equal((await over(id)).state, 'undone')
  assert.equal(await value(), 10)

  // A version that takes the value as typed keeps no calculated one under a false flag, and none is dropped.
  await add(BENDING(3, 'bounds: [0, 5000]'))
  const typed = await ryu.client.call(checkMigration, { ...where, body: { from: 1 } })
  assert.deepEqual([typed.convert, typed.stay, typed.reasons.map(({ code }) => code)], [1, 1, ['field.not_calculated']])
})

test('the command line prints what a value was calculated from, and a template’s expression', async () => {
  const { records: [record] } = await ryu.client.call(searchRecords, { params, query: { q: 'name = "taken again"' } })
  const shown = await runSojae(['record', 'show', record!.id], { home: hub.home })
  assert.match(shown.out, /calculated from dry_mass, liquid_density, saturated_mass, suspended_mass/)
  assert.match((await runSojae(['template', 'show', 'shrinkage_measurement'], { home: hub.home })).out, /= \(green_length - fired_length\) \/\s/)
})

async function visit(width = 1280, locale = 'en-US'): Promise<Visit> {
  const opened = await openBrowser({ width, locale })
  visits.push(opened)
  await opened.context.addCookies([{ name: 'sojae_session', value: ryu.token, url: hub.address }])
  return opened
}
const box = (page: Page, at: string) => page.locator(`[id="record/values/${at}"]`)

test('while she types, the form says what is missing, then the density; the record says what it came from', options, async () => {
  const { page, complaints, close } = await visit()
  await page.goto(`${hub.address}/h/main/records/new?template=immersion_density_measurement&of=${disc}`)
  await page.getByRole('radio', { name: 'measured' }).check()
  await box(page, 'liquid_density').fill('0.9982 ± 0.0001 g/cm³')
  await box(page, 'dry_mass').fill('10.000 ± 0.001 g')
  await box(page, 'density').getByText('not given: Saturated mass, Mass in the liquid').waitFor()
  await page.screenshot({ path: join(pictures, 'calculated-form-absent.png'), fullPage: true })
  await box(page, 'suspended_mass').fill('7.500 ± 0.001 g')
  await box(page, 'saturated_mass').fill('10.125 ± 0.001 g')
  await box(page, 'density').getByText(/^3\.80/).waitFor()
  await box(page, 'saturated_mass').fill('10.125 g')
  await page.getByText('no uncertainty, since none is stated for Saturated mass').first().waitFor()
  await box(page, 'saturated_mass').fill('7.5 g')
  await box(page, 'density').getByText('it would divide by zero').waitFor()
  await box(page, 'saturated_mass').fill('10.125 ± 0.001 g')
  await box(page, 'density').getByText(/^3\.80/).waitFor()
  assert.equal(await box(page, 'density').evaluate((element) => element.tagName), 'OUTPUT', 'nothing can be typed there')
  await page.screenshot({ path: join(pictures, 'calculated-form.png'), fullPage: true })
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page.waitForURL(/\/r\/[0-9a-f-]{36}$/)
  await page.getByText('calculated from Dry mass, Density of the liquid, Saturated mass, Mass in the liquid').waitFor()
  await page.screenshot({ path: join(pictures, 'calculated-record.png'), fullPage: true })

  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await box(page, 'dry_mass').fill('9.000 ± 0.001 g')
  await box(page, 'density').getByText(/^3\.42/).waitFor()
  await page.getByLabel(/^Why/).fill('read the balance again')
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page.waitForURL(/\/r\/[0-9a-f-]{36}$/)
  await page.getByText(/3\.42/).first().waitFor()
  assert.deepEqual(complaints, [])
  await close()
})

test('in the editor an expression is told where it is wrong, and shown on the template’s page', options, async () => {
  const { page, complaints, close } = await visit()
  await page.goto(`${hub.address}/h/main/templates/shrinkage_measurement`)
  await page.getByText('(green_length - fired_length) / green_length').waitFor()
  await page.screenshot({ path: join(pictures, 'calculated-template.png'), fullPage: true })
  await page.getByRole('link', { name: 'Make the next version' }).click()
  const field = page.locator('ol.fields > li').nth(2)
  await field.locator('button.head').click()
  await field.getByLabel('Calculated by').fill('(green_length - fired_length) * green_length')
  await field.locator('p.bad', { hasText: 'gives mm², which does not compare with %' }).waitFor()
  await page.screenshot({ path: join(pictures, 'calculated-editor.png'), fullPage: true })
  await field.getByLabel('Calculated by').fill('ln(green_length / fired_length)')
  await page.getByText(/is calculated anew: ln\(green_length/).waitFor()
  assert.deepEqual(complaints, [])
  await close()
})

test('the pages hold in Korean and on a narrow screen', options, async () => {
  const { records: [record] } = await ryu.client.call(searchRecords, { params, query: { q: 'name = "not yet saturated"' } })
  for (const [width, locale] of [[1280, 'ko-KR'], [390, 'ko-KR'], [390, 'en-US']] as const) {
    const { page, complaints, close } = await visit(width, locale)
    for (const [name, address, waited] of [
      ['record-absent', `/r/${record!.id}`, /입력되지 않음|not given/],
      ['form', `/h/main/records/new?template=electrode_weighing&of=${disc}`, /계산식|calculated/],
      ['template', '/h/main/templates/electrode_weighing', /pi \/ 4/],
      ['edit', '/h/main/templates/electrode_weighing/next', /coating_density/],
      ['move', '/h/main/templates/bending_bar/move?from=1&to=2', /bar_stress/],
    ] as const) {
      await page.goto(hub.address + address)
      await page.getByText(waited).first().waitFor({ timeout: 15_000 }).catch(() => assert.fail(`${name} ${locale}`))
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      assert.ok(over <= 0, `${name} is ${over} px too wide at ${width}`)
      await page.screenshot({ path: join(pictures, `calculated-${name}-${locale}-${width}.png`), fullPage: true })
    }
    assert.deepEqual(complaints, [])
    await close()
  }
})
