// Dr. Seo types into the one search box: a name, half a query, a query with a slip, and one that she is shown.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import { createRecord } from '#contract/operations/index.ts'
import { noBrowser, openBrowser } from './browser.ts'
import type { Visit } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let visit: Visit
before(async () => {
  if (noBrowser) return
  hub = await startHub()
  const client = createClient({ address: hub.address, token: hub.token })
  const common = { origin: 'measured', source: { kind: 'own' } } as const
  for (const [name, value] of [['hard bar', 500], ['soft bar', 120]] as const) {
    const { id } = await client.call(createRecord, { params: { hub: 'main' }, body: { content: {
      ...common, kind: 'material', template: 'alloy_specimen@1', name, values: {},
    } } })
    await client.call(createRecord, { params: { hub: 'main' }, body: { content: {
      ...common, kind: 'measurement', template: 'hardness_test@1', name: `${name}, indented`, state: 'done', of: id,
      values: { vickers_hardness: { type: 'quantity', value, unit: 'HV' } },
    } } })
  }
  visit = await openBrowser()
  await visit.page.goto(hub.setupAddress!)
  await visit.page.getByLabel('Your name').fill('Seo Yuna')
  await visit.page.getByLabel('E-mail').fill('yuna.seo@example.org')
  await visit.page.getByLabel('Password').fill('a kettle sings on the roof')
  await visit.page.getByRole('button', { name: 'Create the administrator' }).click()
  await visit.page.getByRole('link', { name: 'Records', exact: true }).waitFor()
  await visit.page.goto(`${hub.address}/h/main/records`)
})
after(async () => {
  await visit?.close()
  await hub?.stop()
})
const skip = noBrowser
const query = () => new URL(visit.page.url()).searchParams
const box = () => visit.page.getByRole('searchbox', { name: 'Search records' })
const records = (count: number) => visit.page.getByRole('status').getByText(`${count} records`, { exact: true }).waitFor()

test('a name is words, and what parses is a query; the address holds which', { skip }, async () => {
  await box().fill('soft bar')
  await visit.page.getByText('Read as words of a name or source.').waitFor()
  await records(2)
  assert.equal(query().get('text'), 'soft bar')
  await box().fill('up.name = "soft bar" or vickers_hardness > 450 HV')
  await visit.page.getByText('Read as a query.').waitFor()
  await visit.page.waitForURL(/\?q=/)
  await records(2)
  assert.equal(query().get('q'), 'up.name = "soft bar" or vickers_hardness > 450 HV')
  assert.equal(query().get('text'), null)
})

test('a query that goes on being typed keeps what it found, and loses no space at its end', { skip }, async () => {
  await box().fill('kind = measurement ')
  await visit.page.waitForURL(/\?q=kind\+%3D\+measurement\+$/)
  await records(2)
  await box().pressSequentially('and ')
  await visit.page.getByText(/ends where it needs a condition/).waitFor()
  await records(2)
  await box().pressSequentially('vickers_hardness < 1 GPa')
  await visit.page.getByText('Read as a query.').waitFor()
  await visit.page.getByRole('link', { name: 'soft bar, indented' }).waitFor()
  assert.equal(await box().inputValue(), 'kind = measurement and vickers_hardness < 1 GPa')
})

test('a query that the hub refuses shows no records, and marks the place', { skip }, async () => {
  await box().fill('kind = measurement and vickers_hardnes > 450 HV')
  await visit.page.getByText('Column 24: there is no field “vickers_hardnes”. Did you mean “vickers_hardness”?').waitFor()
  assert.equal(await visit.page.locator('mark').innerText(), 'vickers_hardnes')
  await visit.page.getByText('This query was not run').waitFor()
  assert.equal(await visit.page.getByRole('link', { name: /indented/ }).count(), 0)
})

test('the examples are about this hub, and find something when chosen', { skip }, async () => {
  await visit.page.getByLabel('How to write a query').click()
  await visit.page.getByRole('button', { name: /^vickers_hardness > \d+ HV$/ }).click()
  await visit.page.getByText('Read as a query.').waitFor()
  await visit.page.getByRole('link', { name: /indented/ }).first().waitFor()
  assert.deepEqual(visit.complaints.filter((text) => !/422|401/.test(text)), [])
})
