// Oh Seunghwan, technician, enters a tension test with the curve of his machine; what it gives he does not have to type.
import assert from 'node:assert/strict'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkRecords, createRecord, getRecord, saveTemplate, writeRecords } from '#contract/operations/index.ts'
import type { CallInput } from '#contract/operation.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { noBrowser, openBrowser, pictureFolder } from './browser.ts'
import type { Visit } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
const options = { skip: noBrowser }
const source = { kind: 'own' } as const
const label = (en: string, ko: string) => ({ en, ko })
let hub: RunningHub
let oh: Member
let bar: string
let folder: string
let pictures: string
const visits: Visit[] = []
before(async () => {
  hub = await startHub()
  oh = await addMember(hub, 'Oh Seunghwan', 'curator')
  folder = await mkdtemp(join(tmpdir(), 'sojae-curves-'))
  pictures = await pictureFolder()
  bar = (await oh.client.call(createRecord, { params, body: { content: {
    kind: 'material', template: 'test_bar@2', name: 'Bar 7', origin: 'specified', source, values: {},
  } } })).id
  await oh.client.call(saveTemplate, { params, body: { source: { template: CREEP } } })
})
after(async () => {
  // Also those of a test that failed, or the run would wait for them.
  for (const { close } of visits) await close()
  await hub.stop()
})

/** A test whose strength is owed, and comes from its curve. */
const CREEP = {
  template: 'creep_test', kind: 'measurement', stage: 'property', label: label('Creep test', '크리프 시험'), fields: [
    { name: 'creep_strain', label: label('Greatest strain', '최대 변형률'), type: 'quantity', role: 'result', obligation: 'required', unit: '%' },
    {
      name: 'creep_curve', label: label('Creep curve', '크리프 곡선'), type: 'curve', role: 'result', obligation: 'optional', ascending: true,
      axes: [{ name: 'time', label: label('Time', '시간'), unit: 'h' }, { name: 'strain', label: label('Strain', '변형률'), unit: '%' }],
      summaries: [{ name: 'creep_strain', of: 'maximum', axis: 'strain' }],
    },
    { name: 'log', label: label('Log of the machine', '장비 기록'), type: 'file', role: 'result', obligation: 'optional' },
    { name: 'fracture', label: label('Fracture', '파면'), type: 'image', role: 'result', obligation: 'optional' },
    { name: 'phase', label: label('Phase', '상'), type: 'structure', role: 'result', obligation: 'optional' },
    { name: 'standard', label: label('Reference', '참조'), type: 'reference', role: 'condition', obligation: 'optional' },
  ],
}

type Values = CallInput<typeof checkRecords>['body']['records'][number]['content']['values']
const creep = (values: Values): CallInput<typeof checkRecords>['body']['records'] => [{ key: 'test', content: {
  kind: 'measurement', template: 'creep_test@1', name: 'Creep of bar 7', origin: 'measured', source, state: 'done', of: bar, values,
} }]
const check = async (values: Values) => {
  const { problems, read } = await oh.client.call(checkRecords, { params, body: { records: creep(values) } })
  return { problems: problems.map(({ field, code }) => `${code} ${field}`), read }
}
const curve = (unit = '%', time = [0, 10, 20]): Values => ({ creep_curve: { type: 'curve', axes: [
  { name: 'time', unit: 'h', values: time }, { name: 'strain', unit, values: [0, 0.4, 0.3] },
] } })

async function countFiles(): Promise<number> {
  const { pool, close } = openDatabase(hub.database)
  try {
    return Number((await pool.query('select count(*) from file')).rows[0].count)
  } finally {
    await close()
  }
}

test('a check reads a curve as saving does, says what it gives and writes nothing', async () => {
  const before = await countFiles()
  const { problems, read } = await check(curve())
  assert.deepEqual(problems, [])
  assert.deepEqual(read.map(({ field, planned }) => [field, planned]), [['creep_curve', false], ['creep_strain', false]])
  assert.deepEqual(read[1]!.value, { type: 'quantity', value: 0.4, unit: '%', from_curve: 'creep_curve' })
  assert.equal(await countFiles(), before)
  const { records: [made] } = await oh.client.call(writeRecords, { params, body: { records: creep(curve()) } })
  const { content } = await oh.client.call(getRecord, { params: { id: made!.id } })
  assert.deepEqual(content.values['creep_curve'], read[0]!.value)
  assert.deepEqual(content.values['creep_strain'], read[1]!.value)
})

test('a curve that cannot be read is told once, and not as a strength that is missing', async () => {
  assert.deepEqual((await check(curve('kg'))).problems, ['curve.unit creep_curve'])
  assert.deepEqual((await check(curve('%', [0, 20, 10]))).problems, ['curve.ascending creep_curve'])
  assert.deepEqual((await check({})).problems, ['field.required creep_strain'])
})

test('every file and reference that is not there is told at its own field', async () => {
  const sha256 = 'b'.repeat(64)
  const { problems } = await check({
    ...curve(), log: { type: 'file', sha256, name: 'a.log' }, phase: { type: 'structure', sha256, name: 'a.cif' },
    standard: { type: 'reference', to: { record: '01900000-0000-7000-8000-00000000dead' } },
  })
  assert.deepEqual(problems, ['file.not_found log', 'file.not_found phase', 'reference.no_record standard'])
})

async function visit(width = 1280, locale = 'en-US'): Promise<Visit> {
  const opened = await openBrowser({ width, locale })
  visits.push(opened)
  await opened.context.addCookies([{ name: 'sojae_session', value: oh.token, url: hub.address }])
  return opened
}
const box = (page: Page, at: string) => page.locator(`[id="record/values/${at}"]`)
const told = (page: Page, at: string) => page.locator(`[id="record/values/${at}!"]`)
const save = (page: Page) => page.getByRole('button', { name: /^Save/ }).first().click()
const idOf = (page: Page) => /\/r\/([0-9a-f-]{36})$/.exec(page.url())?.[1] ?? assert.fail(page.url())
const begin = (page: Page, template: string) => page.goto(`${hub.address}/h/main/records/new?template=${template}&of=${bar}`)

test('a tension test is entered with its curve: a wrong unit is refused and mended, and the maximum becomes the strength', options, async () => {
  const { page, complaints, close } = await visit()
  const points = Array.from({ length: 60 }, (_, k) => `${k},${(k * 0.05).toFixed(2)},${(310 * (1 - Math.exp(-k / 8)) - k * 0.3).toFixed(1)}`)
  const file = join(folder, 'bar7.csv')
  await writeFile(file, `time (s),Strain (%),Stress (kg)\n${points.join('\n')}\n`)
  const highest = Math.max(...points.map((line) => Number(line.split(',')[2])))

  await page.goto(`${hub.address}/r/${bar}`)
  await page.getByRole('link', { name: 'Measure this' }).click()
  await page.getByRole('link', { name: /Tension or compression test/ }).click()
  await page.getByRole('radio', { name: 'measured' }).check()
  await box(page, 'stress_strain').setInputFiles(file)
  await told(page, 'stress_strain').getByText(/given in kg; it wants a unit that compares with MPa/).waitFor()
  assert.equal(await page.getByLabel('Column for Engineering stress').inputValue(), '2')
  await page.screenshot({ path: join(pictures, 'curve-form-refused.png'), fullPage: true })
  await save(page)
  await page.getByText('1 thing to put right').waitFor()

  await page.getByLabel('Unit of Engineering stress').fill('MPa')
  await page.getByText('60 points').waitFor()
  const strength = page.locator('.box', { has: box(page, 'ultimate_strength') })
  await strength.getByText(/from the curve/).waitFor()
  assert.equal(await box(page, 'ultimate_strength').inputValue(), '')
  await page.screenshot({ path: join(pictures, 'curve-form.png'), fullPage: true })
  await save(page)

  await page.getByRole('heading', { name: 'Bar 7 · Tension or compression test' }).waitFor()
  const { content } = await oh.client.call(getRecord, { params: { id: idOf(page) } })
  assert.deepEqual(content.values['ultimate_strength'], { type: 'quantity', value: highest, unit: 'MPa', from_curve: 'stress_strain' })
  await page.getByRole('img', { name: /Engineering stress over Engineering strain/ }).or(page.locator('svg[aria-label*="Engineering stress"]')).first().waitFor()
  await page.screenshot({ path: join(pictures, 'curve-record.png'), fullPage: true })
  assert.deepEqual(complaints.filter((text) => !/ 4(01|22) /.test(text)), [])
  await close()
})

test('pasted columns without headings find no axis and no unit until somebody says which', options, async () => {
  const { page, close } = await visit(390, 'ko-KR')
  await begin(page, 'creep_test')
  await page.getByRole('radio', { name: '측정' }).check()
  await page.getByText('열 붙여넣기').click()
  await page.getByLabel('열 붙여넣기').fill('0\t0\n10\t0.4\n20\t0.7\n')
  await page.getByLabel('열 붙여넣기').blur()
  await page.getByText('어느 열이 x이고 어느 열이 y인지 고르십시오.').waitFor()
  await page.getByLabel('시간 열').selectOption({ label: '1번째 열' })
  await page.getByLabel('변형률 열').selectOption({ label: '2번째 열' })
  await told(page, 'creep_curve').getByText(/단위가 없습니다/).waitFor()
  await box(page, 'creep_curve').getByRole('button', { name: 'h', exact: true }).click()
  await box(page, 'creep_curve').getByRole('button', { name: '%', exact: true }).click()
  await page.getByText('점 3개').waitFor()
  await page.screenshot({ path: join(pictures, 'curve-pasted-ko-390.png'), fullPage: true })
  await page.getByRole('button', { name: '저장', exact: true }).click()
  await page.getByRole('heading', { name: /Bar 7 · 크리프 시험/ }).waitFor()
  const { content } = await oh.client.call(getRecord, { params: { id: idOf(page) } })
  assert.deepEqual(content.values['creep_strain'], { type: 'quantity', value: 0.7, unit: '%', from_curve: 'creep_curve' })
  await close()
})

const CIF = `data_se
_chemical_formula_sum Se
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 120
_cell_length_a 4.3125(3)
_cell_length_b 4.3125(3)
_cell_length_c 4.9711(4)
`

test('a log, a micrograph, a structure and a reference are chosen, read and kept, and a revision leaves them as they are', options, async () => {
  const { page, close } = await visit()
  const picture = join(folder, 'fracture.png')
  await page.goto(`${hub.address}/r/${bar}`)
  await page.getByRole('heading', { name: 'Bar 7' }).first().waitFor()
  await page.screenshot({ path: picture })
  await begin(page, 'creep_test')
  await page.getByRole('radio', { name: 'measured' }).check()
  await box(page, 'creep_strain').fill('0.5 %')
  await box(page, 'log').setInputFiles({ name: 'machine.log', mimeType: 'text/plain', buffer: Buffer.from('started') })
  await box(page, 'phase').setInputFiles({ name: 'broken.cif', mimeType: 'text/plain', buffer: Buffer.from('no structure at all') })
  await told(page, 'phase').waitFor()
  await page.getByRole('button', { name: 'Take broken.cif away' }).click()
  await box(page, 'phase').setInputFiles({ name: 'Se.cif', mimeType: 'text/plain', buffer: Buffer.from(CIF) })
  await page.getByText(/4\.3125/).first().waitFor()
  await box(page, 'fracture').setInputFiles(picture)
  await page.getByText(/1,?280 × 900 pixels/).waitFor()
  await page.getByLabel('Length of a pixel').fill('12.5')
  await told(page, 'fracture').getByText(/has no unit/).waitFor()
  await page.getByLabel('Length of a pixel').fill('12.5 nm')
  await page.getByLabel('Reference: DOI or address').fill('javascript:alert(1)')
  await told(page, 'standard').getByText(/no DOI/).waitFor()
  await page.getByLabel('Reference: DOI or address').fill('')
  await box(page, 'standard').fill('Bar')
  await page.getByRole('option', { name: /test_bar/ }).click()
  await page.screenshot({ path: join(pictures, 'files-form.png'), fullPage: true })
  await save(page)
  await page.getByRole('heading', { name: 'Bar 7 · Creep test' }).waitFor()
  const id = idOf(page)
  const first = (await oh.client.call(getRecord, { params: { id } })).content.values
  assert.ok(first['fracture']?.type === 'image' && first['phase']?.type === 'structure')
  assert.deepEqual([first['fracture'].width, first['fracture'].height, first['fracture'].pixel_size], [1280, 900, { value: 12.5, unit: 'nm', written: '12.5' }])
  assert.equal(first['phase'].cell?.c.value, 4.9711)
  assert.deepEqual(first['standard'], { type: 'reference', to: { record: bar } })

  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByText('machine.log').waitFor()
  await page.getByLabel('Why').fill('a note')
  await page.getByLabel('Note').fill('seen by Oh')
  await save(page)
  await page.getByText('seen by Oh').first().waitFor()
  const second = await oh.client.call(getRecord, { params: { id } })
  assert.equal(second.revision, 2)
  assert.deepEqual(second.content.values, first)
  await close()
})

test('a draft shows what its curve would give, and whoever accepts it gets that', options, async () => {
  const { page, close } = await visit()
  await begin(page, 'creep_test')
  await page.getByRole('radio', { name: 'measured' }).check()
  await box(page, 'creep_curve').setInputFiles({ name: 'c.txt', mimeType: 'text/plain', buffer: Buffer.from('time (min);strain (%)\n0;0\n30;0.25\n') })
  await page.getByText('2 points').waitFor()
  await page.getByRole('button', { name: 'Keep as a draft' }).click()
  await page.waitForURL(/\/drafts\//)
  await page.getByText('2 points').waitFor()
  await page.getByText('from the curve').first().waitFor()
  await page.screenshot({ path: join(pictures, 'curve-draft.png'), fullPage: true })
  await page.getByRole('link', { name: /Edit|Fill/ }).first().click()
  await page.getByLabel('Unit of Time').waitFor()
  assert.equal(await page.getByLabel('Unit of Time').inputValue(), 'min')
  await close()
})
