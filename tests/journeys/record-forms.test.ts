// Oh Seunghwan, technician, enters a day's work in the browser; Na Hayoung drafts, and Seo Yunho, curator, sends a draft back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { createImport, createRecord, getImport, getLineage, getRecord, reviseRecord, searchRecords } from '#contract/operations/index.ts'
import { noBrowser, openBrowser } from './browser.ts'
import type { Visit } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
const options = { skip: noBrowser }
let hub: RunningHub
let oh: Member, na: Member, seo: Member
let plate: string
before(async () => {
  hub = await startHub()
  oh = await addMember(hub, 'Oh Seunghwan', 'researcher')
  na = await addMember(hub, 'Na Hayoung', 'researcher')
  seo = await addMember(hub, 'Seo Yunho', 'curator')
  plate = (await oh.client.call(createRecord, { params, body: { content: {
    kind: 'material', template: 'wrought_plate@1', name: 'Plate 12', origin: 'specified', source: { kind: 'own' },
    values: { designation: { type: 'text', text: '6061-T6' } },
  } } })).id
})
after(() => hub.stop())

async function visit(member: Member): Promise<Visit> {
  const opened = await openBrowser({ width: 1280 })
  await opened.context.addCookies([{ name: 'sojae_session', value: member.token, url: hub.address }])
  return opened
}
const box = (page: Page, at: string) => page.locator(`[id="${at}"]`)
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
const idOf = (page: Page) => /\/r\/([0-9a-f-]{36})$/.exec(page.url())?.[1] ?? assert.fail(page.url())
const count = async (text: string) => (await oh.client.call(searchRecords, { params, query: { text } })).total

async function cutBars(page: Page, names: string, pieces: number): Promise<void> {
  await page.goto(`${hub.address}/r/${plate}`)
  await page.getByRole('link', { name: 'Process this' }).click()
  // The plate's own page links to cuttings too, and stands until the next one is there.
  await page.getByPlaceholder('Find a template').waitFor()
  await page.getByRole('link', { name: /Cutting of specimens/ }).click()
  await page.getByLabel('Made here: choose a template').selectOption({ label: 'Test bar' })
  await page.getByRole('button', { name: 'Make new materials' }).click()
  await page.getByLabel('How many').fill(String(pieces))
  await page.getByLabel('Names, # counts').fill(names)
  await page.getByRole('button', { name: `Name ${pieces}`, exact: true }).click()
}

test('a plate is cut into five bars on one form, and the bar that speaks for it is marked', options, async () => {
  const { page, complaints, close } = await visit(oh)
  await cutBars(page, 'P#', 5)
  await page.getByLabel('representative P3').check()
  await box(page, 'made-0/values/gauge_length').fill('25.0 mm')
  await save(page)
  await page.getByRole('heading', { name: 'Plate 12 · Cutting of specimens' }).waitFor()
  const cut = await oh.client.call(getRecord, { params: { id: idOf(page) } })
  assert.ok(cut.content.kind === 'process')
  assert.deepEqual(cut.content.outputs.map(({ material, representative }) => [cut.names[material], representative ?? false]), [
    ['P1', false], ['P2', false], ['P3', true], ['P4', false], ['P5', false],
  ])
  assert.deepEqual(cut.content.inputs.map(({ material }) => material), [plate])
  assert.deepEqual(complaints, [])
  await close()
})

test('a typing error in a unit is refused at its box, nothing is saved, and what was typed outlives the page', options, async () => {
  const { page, close } = await visit(oh)
  const [bar] = (await oh.client.call(searchRecords, { params, query: { text: 'P3', kind: 'material' } })).records
  await page.goto(`${hub.address}/r/${bar!.id}`)
  await page.getByRole('link', { name: 'Measure this' }).click()
  await page.getByRole('link', { name: /Tension or compression test/ }).click()
  await box(page, 'record/values/yield_strength').fill('276 ± 3 Mpas')
  await box(page, 'record/values/elongation').fill('17')
  await box(page, 'record/values/test_temperature').fill('9000 °C')
  await page.getByRole('radio', { name: 'measured' }).check()
  await box(page, 'record/values/test_temperature!').waitFor()
  await save(page)
  await page.getByText('3 things to put right').waitFor()
  assert.match(await box(page, 'record/values/yield_strength!').innerText(), /“Mpas” is not known.*MPa/)
  assert.match(await box(page, 'record/values/elongation!').innerText(), /“17” has no unit/)
  assert.match(await box(page, 'record/values/test_temperature!').innerText(), /outside -273.15 … 3000 °C/)
  assert.equal(await count('Tension'), 0)

  await page.reload()
  await page.getByText('Taken up where you left it.').waitFor()
  assert.equal(await box(page, 'record/values/yield_strength').inputValue(), '276 ± 3 Mpas')
  await box(page, 'record/values/yield_strength').fill('276 ± 3 MPa')
  await page.getByRole('button', { name: '17 %', exact: true }).click()
  await box(page, 'record/values/test_temperature').fill('23 degC')
  await save(page)
  await page.getByRole('heading', { name: 'P3 · Tension or compression test' }).waitFor()
  const { content } = await oh.client.call(getRecord, { params: { id: idOf(page) } })
  assert.deepEqual(content.values['yield_strength'], {
    type: 'quantity', value: 276, unit: 'MPa', written: '276 ± 3', uncertainty: { kind: 'standard', value: 3 },
  })
  assert.deepEqual(content.values['elongation'], { type: 'quantity', value: 17, unit: '%', written: '17' })
  const lineage = await oh.client.call(getLineage, { params: { id: plate } })
  assert.deepEqual(lineage.nodes.find(({ id }) => id === idOf(page))?.speaks, ['yield_strength', 'elongation'])
  await close()
})

test('a record is entered from the choice of its template to its page without a mouse', options, async () => {
  const { page, close } = await visit(oh)
  await page.goto(`${hub.address}/h/main/records/new`)
  await page.getByPlaceholder('Find a template').waitFor()
  await page.keyboard.type('hardness')
  await page.keyboard.press('Enter')
  await box(page, 'record/of').waitFor()
  await box(page, 'record/of').focus()
  await page.keyboard.type('P5')
  await page.getByRole('option', { name: /P5/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await box(page, 'record/origin').getByRole('radio', { name: 'measured' }).focus()
  await page.keyboard.press('Space')
  await box(page, 'record/values/vickers_hardness').focus()
  await page.keyboard.type('107 HV')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^P5 · / }).waitFor()
  await close()
})

test('a list of reflections is pasted from a spreadsheet, put right cell by cell, read on its page, and comes back out of an export unchanged', options, async () => {
  const { page, complaints, close } = await visit(oh)
  await page.goto(`${hub.address}/h/main/records/new?template=powder_diffraction&of=${plate}`)
  const reflections = box(page, 'record/values/reflections')
  await reflections.fill('hkl\t2θ (°)\td\n111\t38.47\t2.338\n200\t44,72\t2.025\n\t65.10\t\n')
  await page.getByRole('radio', { name: 'measured' }).check()
  await save(page)
  await box(page, 'record/values/reflections!').getByText('Row 2, 2θ: “44,72” is no number').waitFor()
  await reflections.fill('hkl\t2θ (°)\td\n111\t38.47\t2.338\n200\t44.72\t2.025\n\t65.10\t\n')
  await box(page, 'record/values/reflections!').getByText('The column d holds numbers; give the unit').waitFor()
  const preview = page.getByRole('group', { name: 'As it is read' })
  await preview.getByLabel('Unit of d').fill('mm/s')
  await box(page, 'record/values/reflections!').getByText('it wants a unit that compares with Å').waitFor()
  await preview.getByLabel('Unit of d').fill('Å')
  await box(page, 'record/values/reflections!').waitFor({ state: 'detached' })
  await save(page)
  await page.getByRole('heading', { name: 'Plate 12 · Powder diffraction' }).waitFor()
  const shown = page.locator('#table-reflections')
  await shown.waitFor()
  assert.deepEqual(await shown.getByRole('columnheader').allInnerTexts(), ['2θ (°)', 'd (Å)', 'hkl'])
  assert.deepEqual(await shown.getByRole('row').nth(3).getByRole('cell').allInnerTexts(), ['65.1', '–', '–'])

  const { id, content } = await oh.client.call(getRecord, { params: { id: idOf(page) } })
  const table = {
    type: 'table' as const, columns: [{ name: 'two_theta', unit: '°' }, { name: 'd_spacing', unit: 'Å' }, { name: 'hkl' }],
    rows: [[38.47, 2.338, '111'], [44.72, 2.025, '200'], [65.1, null, null]],
  }
  assert.deepEqual(content.values['reflections'], table)
  const revised = { ...content, values: { reflections: { ...table, rows: [[38.47, 2.338, '111'], [44.72, 2.024, '200'], [65.1, null, '220']] } } } as typeof content
  await oh.client.call(reviseRecord, { params: { id }, body: { upon: 1, reason: 'indexed', content: revised } })
  await page.reload()
  await page.getByText('row 2, d: 2.025 2.024').waitFor()

  const wrong = { ...table, rows: [[38.47, '2.338', '111']] }
  await assert.rejects(oh.client.call(createRecord, { params, body: { content: { ...content, values: { reflections: wrong } } as typeof content } }), { code: 'table.cell' })
  const find = () => oh.client.call(searchRecords, { params, query: { q: 'reflections is known' } })
  // What was written, the index has a moment later.
  while ((await find()).total === 0) await sleep(50)
  assert.deepEqual((await find()).records[0]!.values, {})
  const answer = await fetch(`${hub.address}/api/v1/hubs/main/records/export?format=jsonl&template=powder_diffraction`, { headers: { authorization: `Bearer ${oh.token}` } })
  const { sha256 } = await oh.client.upload('main', Buffer.from(await answer.arrayBuffer()), 'application/jsonl')
  const { id: importId } = await oh.client.call(createImport, { params, body: { recipe: { records: 'again' }, file: { sha256, name: 'again.jsonl' } } })
  const outcome = () => oh.client.call(getImport, { params: { id: importId } })
  while (!['done', 'failed'].includes((await outcome()).state)) await sleep(50)
  const { state, report } = await outcome()
  assert.deepEqual([state, report?.records_made, report?.records_revised, report?.records_unchanged], ['done', 0, 0, 2])
  assert.equal((await find()).total, 1)
  assert.deepEqual(complaints.filter((complaint) => !/422/.test(complaint)), [])
  await close()
})

test('two who edit one record at once both see both changes, and neither loses a word', options, async () => {
  const { page, close } = await visit(oh)
  await page.goto(`${hub.address}/r/${plate}/revise`)
  await box(page, 'record/values/thickness').fill('6.35 mm')
  await box(page, 'record/values/temper').fill('T6')
  await box(page, 'record/reason').fill('measured with a calliper')
  const { content } = await na.client.call(getRecord, { params: { id: plate } })
  await na.client.call(reviseRecord, { params: { id: plate }, body: {
    upon: 1, reason: 'from the certificate', content: { ...content, note: 'heat 4711', values: { ...content.values, temper: { type: 'text', text: 'T651' } } } as typeof content,
  } })
  await page.getByRole('button', { name: 'Save as a new revision' }).click()
  await page.getByText('Na Hayoung revised this record meanwhile').waitFor()
  const go = page.getByRole('button', { name: 'Go on upon revision 2' })
  assert.equal(await go.isDisabled(), true)
  await page.getByRole('radio', { name: 'T651' }).check()
  await go.click()
  await page.getByRole('button', { name: 'Save as a new revision' }).click()
  await page.getByRole('heading', { name: 'Revisions' }).waitFor()
  const merged = await oh.client.call(getRecord, { params: { id: plate } })
  assert.deepEqual([merged.revision, merged.reason, merged.content.note], [3, 'measured with a calliper', 'heat 4711'])
  assert.deepEqual(merged.content.values['temper'], { type: 'text', text: 'T651' })
  assert.deepEqual(merged.content.values['thickness'], { type: 'quantity', value: 6.35, unit: 'mm', written: '6.35' })

  await page.getByRole('button', { name: 'Restore', exact: true }).last().click()
  await page.getByRole('button', { name: 'Restore revision 1' }).click()
  await page.getByText('restores revision 1').waitFor()
  assert.deepEqual((await oh.client.call(getRecord, { params: { id: plate } })).content, content)
  await close()
})

test('a curator sends a draft back, its author mends it in the form, and it becomes records when it is accepted', options, async () => {
  const [author, curator] = [await visit(na), await visit(seo)]
  await cutBars(author.page, 'D#', 2)
  await author.page.getByRole('button', { name: 'Keep as a draft' }).click()
  await author.page.getByRole('button', { name: 'Submit for review' }).click()
  await author.page.getByText('submitted', { exact: true }).waitFor()
  assert.equal(await count('D1'), 0)

  await curator.page.goto(`${hub.address}/h/main/drafts`)
  await curator.page.getByRole('link', { name: 'Plate 12 · Cutting of specimens' }).click()
  await curator.page.getByRole('button', { name: 'Send back' }).click()
  await curator.page.getByLabel('What should its author change?').fill('Which saw?')
  await curator.page.getByRole('button', { name: 'Send back' }).click()
  await curator.page.getByText('sent back', { exact: true }).waitFor()

  await author.page.reload()
  await author.page.getByText('Which saw?').waitFor()
  await author.page.getByRole('link', { name: 'Edit' }).click()
  await box(author.page, 'record/values/cutting_method').selectOption({ label: 'Sawing' })
  await author.page.getByRole('button', { name: 'Save the draft' }).click()
  await author.page.getByRole('button', { name: 'Submit for review' }).click()
  await author.page.getByText('submitted', { exact: true }).waitFor()

  await curator.page.reload()
  await curator.page.getByText('Sawing').waitFor()
  await curator.page.getByRole('button', { name: 'Accept' }).click()
  await curator.page.getByText(/^Accepted by Seo Yunho/).waitFor()
  await curator.page.getByRole('link', { name: 'To the record' }).click()
  await curator.page.getByRole('heading', { name: 'Revisions' }).waitFor()
  const { author: by, content } = await seo.client.call(getRecord, { params: { id: idOf(curator.page) } })
  assert.ok(content.kind === 'process')
  assert.deepEqual([by, content.outputs.length, content.values['cutting_method']], ['Na Hayoung', 2, { type: 'terms', terms: ['sawing'] }])
  assert.deepEqual([...author.complaints, ...curator.complaints], [])
  await author.close()
  await curator.close()
})
