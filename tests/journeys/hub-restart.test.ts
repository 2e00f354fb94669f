// The hub is stopped and started again, for a new release or after a power cut, while Kim Jiwon has it open.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { becomeAdministrator, noBrowser, openBrowser } from './browser.ts'
import type { Visit } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let visit: Visit
before(async () => {
  if (noBrowser) return
  hub = await startHub({ examples: true, embedded: true })
  visit = await openBrowser()
})
after(async () => {
  await visit?.close()
  await hub?.stop()
})

const startAgain = async () => {
  hub = await startHub({ home: hub.home, port: Number(new URL(hub.address).port), examples: true })
}

test('progress of work goes on to its end by itself on a page that saw the hub go and come back', { skip: noBrowser }, async () => {
  const { page } = visit
  await becomeAdministrator(page, hub)
  const get = async <T>(path: string) => (await (await page.request.get(`${hub.address}/api/v1${path}`)).json()) as T
  type Tables = { tables: { id: string }[] }
  let tables: Tables['tables'] = []
  for (let tries = 0; tries < 300 && tables.length === 0; tries++) {
    ;({ tables } = await get<Tables>('/hubs/carbides/tables'))
    await page.waitForTimeout(200)
  }
  const training = await page.request.post(`${hub.address}/api/v1/hubs/carbides/models`, {
    headers: { origin: hub.address },
    data: { table: tables[0]!.id, target: 'entropy_forming_ability', inputs: ['composition'] },
  })
  await page.goto(`${hub.address}/models/${((await training.json()) as { id: string }).id}`)
  await page.getByRole('progressbar').waitFor()
  await hub.kill9()
  await page.getByText('The hub cannot be reached').first().waitFor()
  await startAgain()
  await page.getByText('The hub cannot be reached').first().waitFor({ state: 'detached' })
  await page.getByText('Mean error on unseen rows (MAE)').waitFor({ timeout: 120_000 })
})

test('what could not be read is read once the hub is back, without a click', { skip: noBrowser }, async () => {
  const { page } = visit
  await page.goto(`${hub.address}/h/carbides/records`)
  const count = page.getByRole('status').getByText(/records$/)
  const all = await count.textContent()
  await hub.kill9()
  await page.getByRole('button', { name: /Ceramic composition/ }).click()
  await page.getByText('This page tries again by itself.').first().waitFor()
  assert.equal(await count.textContent(), all, 'the old rows stay in sight')
  await startAgain()
  await page.getByText('The hub cannot be reached').first().waitFor({ state: 'detached' })
  await page.waitForFunction(`document.querySelector('[role=status]').textContent.trim() !== ${JSON.stringify(all)}`)
})

test('a page that is opened while the hub is away comes when it is back', { skip: noBrowser }, async () => {
  const { page } = visit
  await page.waitForTimeout(Math.max(0, 10_500 - Number(await page.evaluate('performance.now()'))))
  await hub.kill9()
  await page.getByRole('link', { name: 'Tables', exact: true }).click()
  await page.getByText('The hub cannot be reached').first().waitFor()
  await startAgain()
  await page.getByRole('heading', { name: 'Tables' }).waitFor()
  await page.getByText(/One row per record of “/).first().waitFor()
})
