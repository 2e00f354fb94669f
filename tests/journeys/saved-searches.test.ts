// Bae Narae wants to know when somebody measures a strong bar; the hub tells her what is new, and nobody else what she looks for.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createRecord, deleteSavedSearch, listSavedSearches, markSearchSeen, reviseRecord, saveSearch, withdrawRecord } from '#contract/operations/index.ts'
import { SavedSearchesSchema } from '#contract/schemas/saved-search.ts'
import { Refusal } from '#science/refusal.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { noBrowser, openBrowser, pictureFolder } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { askSojae, runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
const STRONG = { q: 'yield_strength > 800 MPa' }
let hub: RunningHub
let bae: Member, na: Member
let bar: string
before(async () => {
  hub = await startHub()
  bae = await addMember(hub, 'Bae Narae', 'reader')
  na = await addMember(hub, 'Na Hayoung', 'researcher')
  bar = (await add({ kind: 'material', template: 'test_bar@2', name: 'Bar', origin: 'specified', source: { kind: 'own' }, values: {} }))
  await measured(900)
})
after(() => hub.stop())

const add = async (content: object) => (await na.client.call(createRecord, { params, body: { content: content as never, reason: 'entered' } })).id
const tension = (strength: number) => ({
  kind: 'measurement', template: 'tension_test@2', name: 'Tension', origin: 'measured', source: { kind: 'own' }, state: 'done', of: bar,
  values: { yield_strength: { type: 'quantity', value: strength, unit: 'MPa' } },
}) as const
const measured = (strength: number) => add(tension(strength))
const save = (name: string, filter: object = STRONG, who = bae) => who.client.call(saveSearch, { params, body: { name, filter } })
const list = (fresh = true, who = bae) => who.client.call(listSavedSearches, { params, query: { fresh: fresh ? 'true' : 'false' } })
const news = async () => Object.fromEntries((await list()).searches.map((one) => [one.name, one.new]))
const see = (id: string, mark: string, who = bae) => who.client.call(markSearchSeen, { params: { id }, body: { mark } })
async function refused(work: Promise<unknown>, code: string): Promise<void> {
  const error = await work.then(() => assert.fail('it was allowed'), (caught: unknown) => caught)
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  assert.match(error.text.ko, /[가-힣]/)
}

test('what is there when a search is saved is not new; what is added since is, once it passes; what is revised or withdrawn is not', async () => {
  const { id, new: atFirst } = await save('strong')
  assert.equal(atFirst, 0)
  await measured(700)
  assert.deepEqual(await news(), { strong: 0 })
  const [one, two] = [await measured(850), await measured(950)]
  assert.deepEqual(await news(), { strong: 2 })
  await na.client.call(withdrawRecord, { params: { id: two }, body: { upon: 1, reason: 'twice' } })
  assert.deepEqual(await news(), { strong: 1 })
  const { mark } = await list()
  assert.equal((await see(id, mark)).new, 0)
  await na.client.call(reviseRecord, { params: { id: one }, body: { upon: 1, content: tension(860), reason: 'read again' } })
  assert.ok((await news())['strong']! <= 1)
})

test('what comes between the list and the click stays new, and an older mark takes nothing back', async () => {
  const { id } = await save('between', { kind: 'measurement' })
  const { mark } = await list()
  await measured(500)
  assert.equal((await see(id, mark)).new, 1)
  const later = await list()
  assert.equal((await see(id, later.mark)).new, 0)
  assert.equal((await see(id, mark)).new, 0)
  await refused(see(id, 'abc'), 'search.mark')
})

test('an import that began before the look and ended after it is told, though its records bear the earlier time', async () => {
  const { id } = await save('slow', { template: 'wrought_plate' })
  const early = await add({ kind: 'material', template: 'wrought_plate@1', name: 'Early', origin: 'specified', source: { kind: 'own' }, values: { designation: { type: 'text', text: '6061' } } })
  assert.equal((await news())['slow'], 1)
  const { pool, close } = openDatabase(hub.database)
  const writer = await pool.connect()
  try {
    // A writer that has begun, and whose record of then is committed only after somebody looked.
    await writer.query('begin')
    await writer.query('update record set name = name where id = $1', [early])
    await writer.query(`update record set created_at = now() - interval '10 milliseconds' where id = $1`, [early])
    const { mark } = await list()
    await writer.query('commit')
    assert.equal((await see(id, mark)).new, 1)
  } finally {
    writer.release()
    await close()
  }
  assert.equal((await see(id, (await list()).mark)).new, 0)
})

test('a search is its maker’s own: others neither see it nor mark nor delete it, and who leaves the hub hears nothing more', async () => {
  const { id } = await save('mine', { text: 'Tension' })
  const { mark } = await list()
  assert.deepEqual((await list(true, na)).searches, [])
  await refused(see(id, mark, na), 'search.not_found')
  await refused(na.client.call(deleteSavedSearch, { params: { id } }), 'search.not_found')
  await save('mine', { text: 'Tension' }, na)
  await refused(save('MINE', { text: 'x' }), 'search.name_taken')
  await refused(save('all', {}), 'search.asks_nothing')
  await refused(save('typo', { q: 'yield_strngth > 5 MPa' }), 'field.unknown')
  const guest = await addMember(hub, 'Guest', 'reader')
  const theirs = await save('theirs', STRONG, guest)
  const { pool, close } = openDatabase(hub.database)
  await pool.query('delete from membership where account = $1', [guest.account]).finally(close)
  await refused(guest.client.call(listSavedSearches, { params }), 'hub.not_found')
  await refused(see(theirs.id, mark, guest), 'search.not_found')
  await bae.client.call(deleteSavedSearch, { params: { id } })
  assert.ok(!('mine' in await news()))
})

test('a search that can no longer be asked says why, and the others still count', async () => {
  const { id } = await save('odd')
  const { pool, close } = openDatabase(hub.database)
  await pool.query(`update saved_search set filter = '{"q": "gone_field > 1 MPa"}' where id = $1`, [id]).finally(close)
  const { searches } = await list()
  const odd = searches.find((one) => one.name === 'odd')!
  assert.equal(odd.new, null)
  assert.match(odd.problem!.en, /gone_field/)
  assert.ok(searches.filter((one) => one.new !== null).length >= 2)
  await bae.client.call(deleteSavedSearch, { params: { id } })
})

test('a count is kept for a minute unless it is asked for anew', async () => {
  await save('kept', { kind: 'measurement' })
  await list(false)
  await measured(400)
  const kept = (await list(false)).searches.find((one) => one.name === 'kept')!
  assert.equal(kept.new, 0)
  assert.equal((await news())['kept'], 1)
  assert.equal((await list(false)).searches.find((one) => one.name === 'kept')!.new, 1)
})

test('on the command line a script saves a search, reads what is new, and marks it as seen', async () => {
  assert.equal((await runSojae(['search', 'save', STRONG.q, '--name', 'script'], hub)).status, 0)
  await measured(1000)
  const { searches } = await askSojae(SavedSearchesSchema, ['search', 'list'], hub)
  assert.deepEqual(searches.map((one) => [one.name, one.new, one.filter.q]), [['script', 1, STRONG.q]])
  assert.match((await runSojae(['search', 'list'], hub)).out, /script\s+1/)
  assert.equal((await runSojae(['search', 'seen', 'Script'], hub)).status, 0)
  assert.equal((await askSojae(SavedSearchesSchema, ['search', 'list'], hub)).searches[0]!.new, 0)
  assert.equal((await runSojae(['search', 'delete', 'other'], hub)).status, 1)
  assert.equal((await runSojae(['search', 'delete', 'script'], hub)).status, 0)
})

test('on the pages a search is saved from the list, the bell says how many are new, and they are marked as seen', { skip: noBrowser }, async () => {
  const pictures = await pictureFolder()
  const cho = await addMember(hub, 'Cho Minji', 'reader')
  const { page, context, complaints } = await openBrowser({ width: 1280 })
  await context.addCookies([{ name: 'sojae_session', value: cho.token, url: hub.address }])
  await page.goto(`${hub.address}/h/main/records?q=${encodeURIComponent(STRONG.q)}`)
  await page.getByRole('button', { name: 'Save this search' }).click()
  await page.getByLabel('Name of the search').fill('Strong bars')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('“Strong bars” is saved.').waitFor()
  await measured(1100)
  await page.goto(`${hub.address}/h/main/searches`)
  await page.getByText('1 new', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Saved searches: 1 new' }).waitFor()
  await page.screenshot({ path: join(pictures, 'saved-searches.png'), fullPage: true })
  await page.getByRole('button', { name: 'Mark as seen' }).click()
  await page.getByText('nothing new').waitFor()
  await page.getByRole('link', { name: 'Saved searches', exact: true }).waitFor()
  assert.deepEqual(complaints, [])
})
