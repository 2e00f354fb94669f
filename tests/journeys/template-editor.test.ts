// A curator writes a template in the browser, from nothing and from a sheet of hers; no guess is stored unseen.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import { createRecord, draftTemplate, getTemplate } from '#contract/operations/index.ts'
import { becomeAdministrator, noBrowser, openBrowser, pictureFolder } from './browser.ts'
import type { Visit } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'
import { runSojae } from './run-sojae.ts'

let hub: RunningHub
before(async () => {
  // As a newcomer has it: with the example, so that the first page greets the administrator.
  hub = await startHub({ examples: true })
})
after(() => hub.stop())

const SHEET = 'Alloy,Yield strength (MPa),T / K,Phase\nAl0.5CoCrFeNi,<800,298,FCC\nCoCrFeNi,812,77,BCC\nCoCrNi,,298,FCC\nFeNi,650,298,FCC\n'
const params = { hub: 'main' }
const client = () => createClient({ address: hub.address, token: hub.token })
const template = (name: string) => client().call(getTemplate, { params: { ...params, name } })

test('a sheet is drafted whatever sign parts its columns, and with a header alone', async () => {
  for (const csv of [SHEET, SHEET.replaceAll(',', ';'), SHEET.replaceAll(',', '\t')]) {
    const { fields } = await client().call(draftTemplate, { params, body: { csv, file: 'tests.csv' } })
    assert.deepEqual(fields.map(({ field }) => [field.name, field.type, field.unit]), [
      ['alloy', 'composition', undefined], ['yield_strength', 'quantity', 'MPa'], ['t', 'quantity', 'K'], ['phase', 'terms', undefined],
    ])
    assert.equal(fields[1]!.field.label!.ko, '항복강도')
  }
  const { fields } = await client().call(draftTemplate, { params, body: { csv: 'a (MPa),b\n', file: 'h.csv' } })
  assert.deepEqual(fields.map(({ field }) => field.type), ['quantity', 'text'])
})

test('on the command line a draft is YAML on stdout, its guesses on stderr', async () => {
  const file = join(tmpdir(), 'sojae-sheet.csv')
  await writeFile(file, SHEET)
  const { out, err, status } = await runSojae(['template', 'draft', file], { home: hub.home })
  assert.equal(status, 0)
  assert.match(out, /^template: name_me\n[\s\S]*unit: MPa/)
  assert.match(err, /Guessed: unit of yield_strength, by the header “Yield strength \(MPa\)”\./)
})

test('templates are written, narrowed and moved in the browser', { skip: noBrowser }, async (t) => {
  const visit: Visit = await openBrowser({ width: 1280 })
  t.after(() => visit.close())
  const { page } = visit
  const pictures = await pictureFolder()
  // A busy machine may print the link a moment after the hub answers.
  const setupAddress = hub.said().match(/http\S+\/setup\?code=\S+/)?.[0] ?? null
  await becomeAdministrator(page, { setupAddress, said: hub.said })

  await t.test('a unit is told as it was read, and a slip is told at its field', async () => {
    await page.goto(`${hub.address}/h/main/templates`)
    await page.getByRole('link', { name: 'New template' }).click()
    await page.getByLabel('Name').first().fill('grain_test')
    await page.getByLabel('Label in English').first().fill('Grain size test')
    await page.getByLabel('Label in Korean').first().fill('결정립 시험')
    await page.getByRole('button', { name: 'Add a field' }).click()
    const field = page.locator('ol.fields > li').first()
    await field.getByLabel('Name').fill('grain_diameter')
    await field.getByLabel('Label in English').fill('Grain diameter')
    await field.getByLabel('Label in Korean').fill('결정립 지름')
    await field.getByLabel(/^Unit/).fill('umm')
    await field.locator('p.bad', { hasText: /umm/ }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Save as version 1' }).isDisabled(), true)
    await field.getByLabel(/^Unit/).fill('um')
    await field.getByText('read as µm = 10⁻⁶ m').waitFor()
    for (const [at, standard] of ['ASTM E112', 'ASTM E112'].entries()) {
      await field.getByRole('button', { name: 'Add a standard' }).click()
      await field.getByLabel('Standard', { exact: true }).nth(at).fill(standard)
      await field.getByLabel('Title of the standard').nth(at).fill('Average Grain Size')
    }
    await field.locator('p.bad', { hasText: /names the standard ASTM E112 twice/ }).waitFor()
    await field.getByRole('button', { name: 'Take the standard ASTM E112 out' }).last().click()
    await field.getByLabel('Term IRI').fill('http://qudt.org/vocab/quantitykind/Length')
  })

  await t.test('fields change places by the keyboard, and what is previewed is what is saved', async () => {
    await page.getByRole('button', { name: 'Add a field' }).click()
    const second = page.locator('ol.fields > li').nth(1)
    await second.getByLabel('Name').fill('counted')
    await second.getByLabel('Label in English').fill('Grains counted')
    await second.getByLabel('Label in Korean').fill('센 결정립 수')
    await second.getByLabel('Type').selectOption('boolean')
    await second.getByLabel('Name').press('Alt+ArrowUp')
    await page.getByText('“Grains counted” is field 1 of 2.').waitFor({ state: 'attached' })
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT', 'one goes on where one was')
    await page.getByRole('region', { name: 'How a form of it looks' }).getByText('Grains counted').waitFor()
    await page.screenshot({ path: join(pictures, 'template-editor.png'), fullPage: true })
    await page.getByRole('button', { name: 'Save as version 1' }).click()
    await page.getByRole('heading', { name: 'Grain size test', level: 1 }).waitFor()
    assert.deepEqual((await template('grain_test')).template.fields.map(({ name, unit }) => [name, unit]), [
      ['counted', undefined], ['grain_diameter', 'um'],
    ])
    const { methods, iri } = (await template('grain_test')).template.fields[1]!
    assert.deepEqual([methods, iri], [[{ standard: 'ASTM E112', title: 'Average Grain Size' }], 'http://qudt.org/vocab/quantitykind/Length'])
  })

  await t.test('what the next version does to records is shown before it is saved, and renaming keeps their values', async () => {
    const content = { template: 'alloy_specimen@1', kind: 'material', name: 'bar', origin: 'measured', source: { kind: 'own' }, values: {} } as const
    const { id: of } = await client().call(createRecord, { params, body: { content } })
    for (const value of [2, 30]) {
      const values = { grain_diameter: { type: 'quantity', value, unit: 'µm' } } as const
      const measured = { ...content, template: 'grain_test@1', kind: 'measurement', name: `grain ${value}`, state: 'done', of, values } as const
      await client().call(createRecord, { params, body: { content: measured } })
    }
    await page.getByRole('link', { name: 'Make the next version' }).click()
    const field = page.locator('ol.fields > li').nth(1)
    await field.getByRole('button', { name: /Grain diameter grain_diameter/ }).click()
    await field.getByLabel('Name').fill('grain_size_ecd')
    await field.getByLabel('at most').fill('10')
    await page.getByText('2 stay').waitFor()
    await page.getByLabel('“grain_diameter” is called').selectOption('grain_size_ecd')
    await page.getByText('1 record converts').waitFor()
    await page.getByRole('link', { name: 'grain 30' }).waitFor()
    await page.getByRole('button', { name: 'Save as version 2' }).click()
    await page.getByRole('link', { name: 'Move its 2 records' }).click()
    await page.getByLabel('“grain_diameter” is called').selectOption('grain_size_ecd')
    await page.getByRole('button', { name: 'Move 1 record' }).click()
    await page.getByText('1 record was moved').waitFor()
    await page.getByRole('button', { name: 'Undo this migration' }).click()
    await page.getByText('Undone: 1 record says again').waitFor()
    assert.deepEqual((await template('grain_test')).versions.map(({ records }) => records), [0, 2])
  })

  await t.test('a draft is saved only once every guess was confirmed or corrected', async () => {
    await page.goto(`${hub.address}/h/main/new-template`)
    await page.getByText('Begin with a file').click()
    await page.setInputFiles('#draft-file', { name: 'sheet.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) })
    await page.getByText('sheet.csv is open below.').waitFor()
    const fields = page.locator('ol.fields > li')
    await fields.nth(3).waitFor()
    assert.equal(await fields.count(), 4)
    await page.getByLabel('Label in Korean').first().fill('시험')
    for (const [place, ko] of [[0, '합금'], [2, '온도'], [3, '상']] as const) {
      await fields.nth(place).locator('.head').click()
      await fields.nth(place).getByLabel('Label in Korean').first().fill(ko)
    }
    for (const label of ['FCC', 'BCC']) {
      await fields.nth(3).locator('tr', { has: page.locator(`input[aria-label="Term"]`) }).nth(label === 'FCC' ? 0 : 1).getByLabel('Label in Korean').fill(label)
    }
    await page.getByText('Nothing is wrong with it.').waitFor()
    const save = page.getByRole('button', { name: 'Save as version 1' })
    assert.equal(await save.isDisabled(), true, 'guesses are open')
    await fields.nth(1).locator('.head').click()
    for (let place = 0; place < 4; place++) await fields.nth(place).getByRole('button', { name: 'All of these are right' }).click()
    // Not of the whole page: that changes its size, and a click would meet it on the move.
    await page.screenshot({ path: join(pictures, 'template-draft.png') })
    // The hub looks once more at what stands there.
    await page.locator('section[aria-busy="false"]', { hasText: 'Nothing is wrong with it.' }).waitFor()
    await save.click()
    await page.getByRole('heading', { name: 'sheet', level: 1 }).waitFor()
    assert.equal((await template('sheet')).template.fields.length, 4)
  })

  await t.test('a template that extends another states only what it narrows', async () => {
    await page.goto(`${hub.address}/h/main/new-template`)
    await page.getByLabel('Name').first().fill('e8_test')
    await page.getByLabel('Label in English').first().fill('ASTM E8')
    await page.getByLabel('Label in Korean').first().fill('ASTM E8')
    await page.getByLabel('Extends').selectOption('tension_test@2')
    await page.getByRole('button', { name: 'Narrow “Yield strength”' }).click()
    const field = page.locator('ol.fields > li').first()
    await field.getByLabel('Obligation').selectOption('required')
    await field.getByLabel('at most').fill('50000')
    await field.getByText(/bounds only get narrower/).waitFor()
    await field.getByLabel('at most').fill('4000')
    await page.getByRole('button', { name: 'Save as version 1' }).click()
    await page.getByRole('link', { name: 'from tension_test@2' }).first().waitFor()
    const { written, template: whole } = await template('e8_test')
    assert.deepEqual(written.fields, [{ name: 'yield_strength', obligation: 'required', bounds: [0, 4000] }])
    assert.equal(whole.fields.length, 10)
  })

  await t.test('a curve is stated with its axes and with the number that it fills, and opens again as it was', async () => {
    await page.goto(`${hub.address}/h/main/new-template`)
    await page.getByLabel('Name').first().fill('creep')
    await page.getByLabel('Label in English').first().fill('Creep')
    await page.getByLabel('Label in Korean').first().fill('크리프')
    await page.getByLabel('Kind of record').selectOption('measurement')
    const state = async (place: number, name: string, label: string) => {
      await page.getByRole('button', { name: 'Add a field' }).click()
      const field = page.locator('ol.fields > li').nth(place)
      await field.getByLabel('Name').first().fill(name)
      await field.getByLabel('Label in English').first().fill(label)
      await field.getByLabel('Label in Korean').first().fill(label)
      return field
    }
    const number = await state(0, 'creep_strain', 'Strain reached')
    await number.getByLabel('Unit').fill('MPa')
    const curve = await state(1, 'creep_curve', 'Creep curve')
    await curve.getByLabel('Type').selectOption('curve')
    for (const [place, name, unit] of [['x', 'time', 'h'], ['y 1', 'strain', '%']] as const) {
      const axis = curve.getByRole('group', { name: `Axis ${place}` })
      await axis.getByLabel('Name').fill(name)
      await axis.getByLabel('Label in English').fill(name)
      await axis.getByLabel('Label in Korean').fill(name)
      await axis.getByLabel('Unit').fill(unit)
    }
    await curve.getByText(/read as h = /).waitFor()
    // By keyboard: what the hub finds comes meanwhile and moves what stands below.
    await curve.getByLabel('x must rise from point to point').press('Space')
    await curve.getByRole('button', { name: 'Add a number' }).click()
    await curve.getByLabel('fills').selectOption('creep_strain')
    await curve.getByLabel('of the axis').selectOption('strain')
    await curve.getByText(/is in %, which does not compare with MPa/).waitFor()
    await page.screenshot({ path: join(pictures, 'editor-curve.png'), fullPage: true })
    await number.getByLabel('Unit').fill('%')
    await page.getByRole('button', { name: 'Save as version 1' }).click()
    await page.getByText('maximum → Strain reached').waitFor()
    const { template: kept } = await template('creep')
    assert.deepEqual(kept.fields[1]!.summaries, [{ name: 'creep_strain', of: 'maximum', axis: 'strain' }])
    assert.deepEqual([kept.fields[1]!.ascending, kept.fields[1]!.axes!.map(({ name, unit }) => `${name} ${unit}`)], [true, ['time h', 'strain %']])
    await page.goto(`${hub.address}/h/main/templates/creep/next`)
    await page.getByText(/This says the same as creep@1/).first().waitFor()
  })

  // A browser complains of every refusal; one unit was meant to be refused.
  assert.deepEqual(visit.complaints.filter((text) => !/ 4(01|22) /.test(text)), [])
})
