// Kim Jiwon's first day: she sets the hub up, brings in alloys, looks for strong ones, trains a model, asks what to make next.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { becomeAdministrator, noBrowser, openBrowser, pictureFolder } from './browser.ts'
import type { Visit } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const file = join(process.env['SOJAE_TEST_DATA'] ?? '../shared/data', 'mpea/MPEA_dataset.csv')
const skip = noBrowser || (existsSync(file) ? false : `${file} is not here; set SOJAE_TEST_DATA`)

let hub: RunningHub
let visit: Visit
let pictures: string
before(async () => {
  if (skip) return
  hub = await startHub({ examples: true, embedded: true })
  visit = await openBrowser()
  pictures = await pictureFolder()
})
after(async () => {
  await visit?.close()
  await hub?.stop()
})

const at = (path: string) => hub.address + path
const picture = (name: string) => visit.page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
/** Opens a page by its address and waits for what it loads first. */
const go = async (path: string, heading: RegExp) => {
  await visit.page.goto(at(path))
  await visit.page.getByRole('heading', { name: heading }).first().waitFor()
}

test('the link of the terminal makes her the administrator and signs her in', { skip }, async () => {
  const { page } = visit
  await becomeAdministrator(page, hub)
  await page.getByText(/“Example: high-entropy carbides”: published results with a trained model/).waitFor()
  await page.getByRole('link', { name: 'Example: histories of things' }).waitFor()
  await picture('1-welcome')
})

test('the example ranks 64 carbides that the set does not hold, and calls them predicted', { skip }, async () => {
  const { page } = visit
  const campaigns = async () => (await (await page.request.get(at('/api/v1/hubs/carbides/campaigns'))).json()) as { campaigns: { id: string; proposals: number }[] }
  for (let tries = 0; tries < 300 && !(await campaigns()).campaigns[0]?.proposals; tries++) await page.waitForTimeout(300)
  const { id } = (await campaigns()).campaigns[0]!
  await go(`/campaigns/${id}`, /Five-metal carbides/)
  await page.getByText(/64 candidates, sorted by expected gain/).waitFor()
  assert.ok((await page.getByText('predicted').count()) >= 5)
  await picture('2-carbides')
})

test('she brings in 1,545 rows by choosing a recipe and a file', { skip }, async () => {
  const { page } = visit
  await go('/h/main/imports', /Imports/)
  await page.getByText(/Published data sets/).click()
  await page.getByRole('radio', { name: /Multi-principal element alloys/ }).check()
  await page.locator('input[type=file]#data-file').setInputFiles(file)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('heading', { name: 'Report' }).waitFor({ timeout: 90_000 })
  for (const figure of ['1,545', '6,839', '20']) assert.ok((await page.getByText(figure, { exact: true }).count()) > 0, figure)
  await picture('3-report')
})

test('a click on Al and Ti and a range leaves the strong ones, and the address says which', { skip }, async () => {
  const { page } = visit
  await go('/h/main/records', /Records/)
  for (const symbol of ['Al', 'Ti']) await page.getByRole('button', { name: new RegExp(`\\(${symbol}\\)`) }).click()
  await page.waitForURL(/elements=Al(,|%2C)Ti/)
  await page.goto(at('/h/main/records?elements=Al,Ti&field=yield_strength&min=1500&unit=MPa'))
  const counted = page.locator('main').getByText(/^\d+ records$/).first()
  await counted.waitFor()
  const count = Number((await counted.textContent())!.split(' ')[0])
  assert.ok(count > 5 && count < 200, `${count} records`)
  await picture('4-filtered')
  await page.locator('main a[href^="/r/"]').first().click()
  await page.getByRole('heading', { name: 'Lineage', exact: true }).waitFor()
  await page.getByText('Yield strength').first().waitFor()
  await picture('5-record')
})

test('a model trains while she watches, and says its error on alloys and papers it had not seen', { skip }, async () => {
  const { page } = visit
  // Single-phase FCC alloys only: 184 rows, so that the journey does not last longer than it must.
  const made = await page.request.post(at('/api/v1/hubs/main/tables'), {
    headers: { origin: hub.address },
    data: {
      name: 'fcc-strength', title: { en: 'Strength of FCC alloys', ko: 'FCC 합금의 강도' },
      rows: { template: 'tension_test', where: [{ column: 'yield_strength', present: true }, { column: 'crystal_structure', oneOf: ['FCC'] }] },
      columns: [
        { name: 'composition', path: { from: 'up', template: 'alloy', field: 'composition' } },
        { name: 'processing_method', path: { from: 'up', template: 'alloy_processing', field: 'processing_method' } },
        { name: 'crystal_structure', path: { from: 'up', template: 'microstructure', field: 'crystal_structure' } },
        { name: 'test_temperature', path: { from: 'own', field: 'test_temperature' } },
        { name: 'test_type', path: { from: 'own', field: 'test_type' } },
        { name: 'yield_strength', path: { from: 'own', field: 'yield_strength' } },
        { name: 'doi', path: { from: 'source' } },
      ],
    },
  })
  assert.equal(made.status(), 201, await made.text())
  const { id } = (await made.json()) as { id: string }
  await go(`/tables/${id}`, /Strength of FCC alloys/)
  await picture('6-table')
  await page.getByRole('link', { name: 'Train a model' }).click()
  await page.getByRole('button', { name: 'Start training' }).click()
  await page.getByText('Mean error on unseen rows (MAE)').waitFor({ timeout: 120_000 })
  await page.getByText(/rows with the same “Composition” · “Source”.* never stand on both sides/).first().waitFor()
  await picture('7-model')
})

test('five proposals differ, each with an interval and a reason; accepting one plans a process', { skip }, async () => {
  const { page } = visit
  await page.getByRole('link', { name: 'Propose next experiments' }).first().click()
  await page.getByRole('button', { name: /Start|Propose/ }).last().click()
  await page.waitForURL(/\/campaigns\//)
  const accept = page.getByRole('button', { name: 'Accept and plan' })
  await accept.first().waitFor({ timeout: 60_000 })
  assert.equal(await accept.count(), 5)
  await picture('8-proposals')
  await accept.first().click()
  await page.locator('a[href^="/r/"]', { hasText: /planned/i }).first().click()
  await page.getByText('planned').first().waitFor()
  await page.getByRole('heading', { name: /^Predicted before it was done/ }).waitFor()
  await page.getByText('90 % interval').waitFor()
  await picture('9-planned')
  await page.locator('a[href^="/campaigns/"]').click()
  await page.waitForURL(/\/campaigns\//)
})

test('every page speaks Korean to a Korean reader, also on a telephone', { skip }, async () => {
  const korean = await openBrowser({ locale: 'ko-KR', width: 390 })
  try {
    await korean.context.addCookies(await visit.context.cookies())
    for (const path of ['/h/main', '/h/main/records', '/h/main/records/new', '/h/main/drafts', '/h/main/imports', '/h/main/tables', '/h/main/models', '/h/main/campaigns']) {
      await korean.page.goto(at(path))
      await korean.page.locator('main h1').first().waitFor()
      assert.match((await korean.page.locator('main').textContent())!, /[가-힣]/, path)
      const overflow = await korean.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      assert.equal(overflow, 0, `${path} is wider than the screen`)
    }
    await korean.page.screenshot({ path: join(pictures, '10-korean-narrow.png') })
    assert.deepEqual(korean.complaints, [])
  } finally {
    await korean.close()
  }
})

test('no page complained in the browser’s console', { skip }, () => {
  // Before anyone is signed in, asking who is signed in is answered 401, which the browser reports by itself.
  assert.deepEqual(visit.complaints.filter((line) => !/401/.test(line)), [])
})
