// Kim Jiwon leads the hub; Lee Minsu is invited, a tensile tester is added; what each may do follows their role at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import {
  acceptInvitation, addInstrument, changeAccount, changeMember, changePassword, choosePassword, createHub, createImport, createRecord, createToken,
  endSession, getHealth, getInstallation, getOverview, getRecord, getSession, invite, listAccounts, listInvitations, listMemberChanges, listMembers, listSessions, makePasswordLink,
  readInvitation, removeMember, renewInstrument, searchRecords, setUp, signIn, withdrawInvitation,
} from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const MAIN = { params: { hub: 'main' } } as const
const LEE = { email: 'minsu.lee@example.org', name: 'Lee Minsu', password: 'four words nobody guesses' }
const SIGNING_IN = { email: LEE.email, password: LEE.password }
let hub: RunningHub
let kim: Client
before(async () => {
  hub = await startHub()
  const code = hub.setupAddress!.split('code=')[1]!
  kim = await browser((visitor) => visitor.call(setUp, { body: { code, name: 'Kim Jiwon', email: 'Jiwon.Kim@example.org', password: 'a cat sleeps on the furnace' } }))
})
after(() => hub.stop())

/** A visitor whose cookie is kept, as a browser keeps it. */
async function browser(enter: (visitor: Client) => Promise<unknown>): Promise<Client> {
  let cookie = ''
  const visitor = createClient({
    address: hub.address,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers)
      if (cookie) headers.set('cookie', cookie)
      const response = await fetch(input, { ...init, headers })
      const set = response.headers.get('set-cookie')
      if (set) cookie = set.split(';')[0]!
      return response
    },
  })
  await enter(visitor)
  return visitor
}

const byToken = (token: string) => createClient({ address: hub.address, token })
const plate = (name: string) => ({ ...MAIN, body: { content: {
  kind: 'material', template: 'wrought_plate@1', name, origin: 'specified', source: { kind: 'own' }, values: { designation: { type: 'text', text: '6061-T6' } },
} } }) as const

async function refused(doing: Promise<unknown>): Promise<string> {
  const error = await doing.then(() => assert.fail('it was allowed'), (error: unknown) => error)
  assert.ok(error instanceof Refusal, String(error))
  return error.code
}

/** Who is in the hub, from the list that leads see. */
async function member(name: string) {
  const { members } = await kim.call(listMembers, MAIN)
  return members.find(({ account }) => account.name === name) ?? null
}

let lee: Client

test('a guest is told what the invitation is for, and is a member once it is accepted; the link opens nothing after', async () => {
  const { code, invitation } = await kim.call(invite, { ...MAIN, body: { email: 'Minsu.Lee@Example.org', role: 'researcher' } })
  assert.deepEqual([invitation.email, invitation.state], [LEE.email, 'open'])
  const stranger = createClient({ address: hub.address })
  const { hub: { slug }, role, email, by, has_account } = await stranger.call(readInvitation, { body: { code } })
  assert.deepEqual([slug, role, email, by, has_account], ['main', 'researcher', LEE.email, 'Kim Jiwon', false])
  assert.equal(await refused(stranger.call(acceptInvitation, { body: { code } })), 'invitation.needs_account')
  lee = await browser((guest) => guest.call(acceptInvitation, { body: { code, name: LEE.name, password: LEE.password } }))
  const { account, hubs } = await lee.call(getSession)
  assert.deepEqual([account.name, account.administrator, hubs.map((each) => `${each.slug} ${each.role}`)], [LEE.name, false, ['main researcher']])
  assert.equal(await refused(stranger.call(readInvitation, { body: { code } })), 'invitation.accepted')
  assert.equal(await refused(kim.call(invite, { ...MAIN, body: { email: LEE.email, role: 'reader' } })), 'invitation.is_member')
})

test('of two browsers with one link, one makes the account', async () => {
  const { code } = await kim.call(invite, { ...MAIN, body: { email: 'twice@example.org', role: 'reader' } })
  const tries = ['One', 'Two'].map((name) => browser((guest) => guest.call(acceptInvitation, { body: { code, name, password: LEE.password } })))
  const outcomes = await Promise.allSettled(tries)
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const twice = await member('One') ?? await member('Two')
  await kim.call(removeMember, { params: { hub: 'main', account: twice!.account.id } })
})

test('a second invitation of the same guest changes no role that was given since', async () => {
  const email = 'han@example.org'
  const [first, second] = await Promise.all((['researcher', 'reader'] as const).map((role) => kim.call(invite, { ...MAIN, body: { email, role } })))
  const han = await browser((guest) => guest.call(acceptInvitation, { body: { code: first!.code, name: 'Han Jisoo', password: LEE.password } }))
  assert.equal(await refused(han.call(acceptInvitation, { body: { code: second!.code } })), 'invitation.is_member')
  const { account, role } = (await member('Han Jisoo'))!
  assert.equal(role, 'researcher')
  await kim.call(removeMember, { params: { hub: 'main', account: account.id } })
})

test('who has an account joins another hub as that account and no other', async () => {
  await kim.call(createHub, { body: { slug: 'battery', title: { en: 'Batteries', ko: '전지' } } })
  const { code } = await kim.call(invite, { params: { hub: 'battery' }, body: { email: LEE.email, role: 'reader' } })
  assert.equal(await refused(kim.call(acceptInvitation, { body: { code } })), 'invitation.other_account')
  assert.equal(await refused(createClient({ address: hub.address }).call(acceptInvitation, { body: { code, name: 'X', password: LEE.password } })), 'invitation.other_account')
  const { hubs } = await lee.call(acceptInvitation, { body: { code } })
  assert.deepEqual(hubs.map((each) => `${each.slug} ${each.role}`), ['main researcher', 'battery reader'])
})

test('a withdrawn link and one that nobody made open nothing', async () => {
  const { code, invitation } = await kim.call(invite, { ...MAIN, body: { email: 'nobody@example.org', role: 'reader' } })
  assert.equal((await kim.call(withdrawInvitation, { params: { id: invitation.id } })).state, 'withdrawn')
  const stranger = createClient({ address: hub.address })
  assert.equal(await refused(stranger.call(readInvitation, { body: { code } })), 'invitation.withdrawn')
  assert.equal(await refused(stranger.call(readInvitation, { body: { code: 'guess' } })), 'invitation.over')
  assert.equal((await kim.call(listInvitations, MAIN)).invitations[0]!.state, 'withdrawn')
})

test('only a lead invites, gives roles, adds instruments and sees addresses', async () => {
  const me = (await lee.call(getSession)).account.id
  for (const attempt of [
    () => lee.call(invite, { ...MAIN, body: { email: 'friend@example.org', role: 'lead' } }),
    () => lee.call(changeMember, { params: { hub: 'main', account: me }, body: { role: 'lead' } }),
    () => lee.call(addInstrument, { ...MAIN, body: { name: 'Mine' } }),
    () => lee.call(listInvitations, MAIN), () => lee.call(listMemberChanges, MAIN),
  ]) assert.equal(await refused(attempt()), 'access.not_allowed')
  const { members } = await lee.call(listMembers, MAIN)
  assert.deepEqual(members.map(({ account, email, last_seen }) => [account.name, email, last_seen]), [['Kim Jiwon', null, null], ['Lee Minsu', null, null]])
})

test('a role that is taken away acts no more, and what was written keeps its author', async () => {
  const { id } = await lee.call(createRecord, plate('Plate of Lee'))
  const account = (await lee.call(getSession)).account.id
  await kim.call(changeMember, { params: { hub: 'main', account }, body: { role: 'reader' } })
  assert.equal(await refused(lee.call(createRecord, plate('Another'))), 'access.not_allowed')
  await kim.call(removeMember, { params: { hub: 'main', account } })
  assert.equal(await refused(lee.call(getOverview, MAIN)), 'hub.not_found')
  assert.equal(await refused(lee.call(getRecord, { params: { id } })), 'record.not_found')
  assert.equal((await kim.call(getRecord, { params: { id } })).author, 'Lee Minsu')
  const { changes } = await kim.call(listMemberChanges, MAIN)
  assert.deepEqual(changes.slice(0, 2).map(({ account: { name }, role, by }) => [name, role, by.name]), [['Lee Minsu', null, 'Kim Jiwon'], ['Lee Minsu', 'reader', 'Kim Jiwon']])
  const { code } = await kim.call(invite, { ...MAIN, body: { email: LEE.email, role: 'researcher' } })
  await lee.call(acceptInvitation, { body: { code } })
})

test('a hub keeps a lead: the last one neither leaves nor steps down, nor is their account closed', async () => {
  const [lead] = (await kim.call(listMembers, MAIN)).members
  const params = { hub: 'main', account: lead!.account.id }
  assert.equal(await refused(kim.call(removeMember, { params })), 'member.last_lead')
  assert.equal(await refused(kim.call(changeMember, { params, body: { role: 'reader' } })), 'member.last_lead')
  const account = (await lee.call(getSession)).account.id
  await kim.call(changeAccount, { params: { id: account }, body: { closed: false, administrator: true } })
  assert.equal(await refused(lee.call(changeAccount, { params: { id: lead!.account.id }, body: { closed: true, administrator: true } })), 'account.last_lead')
  await kim.call(changeAccount, { params: { id: account }, body: { closed: false, administrator: false } })
})

test('a token does at most what its role may, in its hub, and never makes itself at home', async () => {
  const { token, session } = await lee.call(createToken, { body: { name: 'Notebook', at_most: 'reader', hub: 'main' } })
  const notebook = byToken(token)
  assert.deepEqual((await notebook.call(getSession)).hubs.map((each) => `${each.slug} ${each.role}`), ['main reader'])
  await notebook.call(searchRecords, { ...MAIN, query: { limit: 1 } })
  assert.equal(await refused(notebook.call(createRecord, plate('By a notebook'))), 'access.token_limited')
  assert.equal(await refused(notebook.call(getOverview, { params: { hub: 'battery' } })), 'hub.not_found')
  for (const attempt of [
    () => notebook.call(createToken, { body: { name: 'More', at_most: 'lead' } }), () => notebook.call(endSession, { params: { id: session.id } }),
    () => notebook.call(changePassword, { body: { current: LEE.password, password: 'something else entirely' } }),
  ]) assert.equal(await refused(attempt()), 'account.not_by_token')
  assert.equal(await refused(byToken(hub.token).call(createToken, { body: { name: 'Console', at_most: 'lead' } })), 'account.not_by_token')
  await lee.call(endSession, { params: { id: session.id } })
  assert.equal(await refused(notebook.call(getSession)), 'session.needed')
})

test('a lead’s token limits the lead too, and an administrator’s token administers nothing', async () => {
  const { token } = await kim.call(createToken, { body: { name: 'All', at_most: 'lead' } })
  assert.equal(await refused(byToken(token).call(listAccounts)), 'access.administrators_only')
  assert.equal(await refused(byToken(token).call(createHub, { body: { slug: 'other', title: { en: 'o', ko: 'o' } } })), 'access.administrators_only')
  assert.equal(await refused(lee.call(listAccounts)), 'access.administrators_only')
})

test('a file of one hub is not found by a token for another', async () => {
  const { token } = await kim.call(createToken, { body: { name: 'Battery only', at_most: 'lead', hub: 'battery' } })
  const { sha256 } = await kim.upload('main', new TextEncoder().encode('secret of main'), 'text/plain')
  await kim.request(`/files/${sha256}`)
  assert.equal(await refused(byToken(token).request(`/files/${sha256}`)), 'file.not_found')
})

test('an instrument records in its hub by its token and imports nothing; a new token ends the old one; removed, it is closed', async () => {
  const { member: { account, token_expires }, token } = await kim.call(addInstrument, { ...MAIN, body: { name: 'Tensile tester 2', days: 30 } })
  assert.ok(Math.abs(Date.parse(token_expires!) - Date.now() - 30 * 864e5) < 60_000)
  const { id } = await byToken(token).call(createRecord, plate('Plate by machine'))
  assert.equal((await kim.call(getRecord, { params: { id } })).author, 'Tensile tester 2')
  const { sha256 } = await byToken(token).upload('main', new TextEncoder().encode('{}\n'), 'application/jsonl')
  assert.equal(await refused(byToken(token).call(createImport, { ...MAIN, body: { file: { sha256, name: 'x.jsonl' }, recipe: { records: 'x' } } })), 'access.not_allowed')
  assert.equal(await refused(kim.call(changeMember, { params: { hub: 'main', account: account.id }, body: { role: 'lead' } })), 'member.instrument')
  const renewed = await kim.call(renewInstrument, { params: { hub: 'main', account: account.id }, body: {} })
  assert.equal(await refused(byToken(token).call(getSession)), 'session.needed')
  await byToken(renewed.token).call(getSession)
  await kim.call(removeMember, { params: { hub: 'main', account: account.id } })
  assert.equal(await refused(byToken(renewed.token).call(getSession)), 'session.needed')
})

test('another password ends the other browsers, and a wrong one changes nothing', async () => {
  const elsewhere = await browser((visitor) => visitor.call(signIn, { body: SIGNING_IN }))
  assert.equal((await lee.call(listSessions)).sessions.filter(({ kind }) => kind === 'browser').length, 2)
  assert.equal(await refused(lee.call(changePassword, { body: { current: 'not this one', password: 'brand new and long' } })), 'account.wrong_password')
  assert.deepEqual(await lee.call(changePassword, { body: { current: LEE.password, password: 'brand new and long' } }), { ended: 1 })
  assert.equal(await refused(elsewhere.call(getSession)), 'session.needed')
  await lee.call(getSession)
  assert.equal(await refused(createClient({ address: hub.address }).call(signIn, { body: SIGNING_IN })), 'session.wrong_password')
})

test('who forgot the password comes back by a link from the console, once, and every session before is over', async () => {
  const { out, status } = await runSojae(['account', 'link', LEE.email, '--json'], { home: hub.home })
  assert.equal(status, 0)
  const code = JSON.parse(out).link.split('code=')[1]
  const back = await browser((visitor) => visitor.call(choosePassword, { body: { code, password: LEE.password } }))
  assert.equal((await back.call(getSession)).account.name, 'Lee Minsu')
  assert.equal(await refused(lee.call(getSession)), 'session.needed')
  assert.equal(await refused(back.call(choosePassword, { body: { code, password: LEE.password } })), 'password_link.over')
  lee = await browser((visitor) => visitor.call(signIn, { body: SIGNING_IN }))
})

test('an administrator sees no hub by being one', async () => {
  const id = (await lee.call(getSession)).account.id
  await kim.call(changeAccount, { params: { id }, body: { closed: false, administrator: true } })
  await lee.call(createHub, { body: { slug: 'lees', title: { en: 'Lee’s', ko: '이민수의 허브' } } })
  assert.equal(await refused(kim.call(getOverview, { params: { hub: 'lees' } })), 'hub.not_found')
  assert.equal(await refused(kim.call(createHub, { body: { slug: 'lees', title: { en: 'x', ko: 'x' } } })), 'hub.exists')
  const { out } = await runSojae(['member', 'list', '--hub', 'lees'], { home: hub.home })
  assert.match(out, /Lee Minsu/)
})

test('a closed account signs in nowhere, opens again as it was, and the last administrator stays', async () => {
  const [own, other] = await Promise.all([kim, lee].map(async (client) => (await client.call(getSession)).account.id))
  await runSojae(['member', 'invite', 'jiwon.kim@example.org', '--role', 'lead', '--hub', 'lees', '--json'], { home: hub.home }).then(({ out }) => (
    kim.call(acceptInvitation, { body: { code: JSON.parse(out).link.split('code=')[1] } })
  ))
  await kim.call(changeAccount, { params: { id: other! }, body: { closed: true, administrator: false } })
  assert.equal(await refused(lee.call(getSession)), 'session.needed')
  assert.equal(await refused(createClient({ address: hub.address }).call(signIn, { body: SIGNING_IN })), 'session.wrong_password')
  assert.equal(await refused(kim.call(makePasswordLink, { params: { id: other! } })), 'account.no_password')
  assert.equal(await refused(kim.call(changeAccount, { params: { id: own! }, body: { closed: false, administrator: false } })), 'account.last_administrator')
  await kim.call(changeAccount, { params: { id: other! }, body: { closed: false, administrator: false } })
  lee = await browser((visitor) => visitor.call(signIn, { body: SIGNING_IN }))
  assert.deepEqual((await lee.call(getSession)).hubs.map(({ slug }) => slug), ['main', 'battery', 'lees'])
})

test('how the installation is doing is for administrators, also by their tokens; whether it can work is for everyone', async () => {
  const health = await createClient({ address: hub.address }).call(getHealth)
  assert.ok(health.disk_free > 0 && health.disk_free < 1)
  assert.equal(await refused(lee.call(getInstallation)), 'access.administrators_only')
  const { records, accounts, database, jobs } = await kim.call(getInstallation)
  assert.ok(records >= 2 && accounts >= 3 && database.bytes > 1e6 && jobs.failed_today === 0)
  const { token } = await kim.call(createToken, { body: { name: 'Prometheus', at_most: 'reader' } })
  const text = await (await byToken(token).request('/metrics')).text()
  assert.match(text, new RegExp(`^sojae_records ${records}$`, 'm'))
  for (const line of text.trim().split('\n')) assert.match(line, /^(# (HELP|TYPE) sojae_\w+ .+|sojae_\w+(\{(version|hub)="[^"]+"\})? [\d.e+-]+)$/)
  assert.equal(await refused(createClient({ address: hub.address }).request('/metrics')), 'session.needed')
})

test('no code, token or password can be read in the database', async () => {
  const { code } = await kim.call(invite, { ...MAIN, body: { email: 'later@example.org', role: 'reader' } })
  const { token } = await kim.call(createToken, { body: { name: 'Looked for', at_most: 'reader' } })
  const { pool, close } = openDatabase(hub.database)
  try {
    const said = await Promise.all(['session', 'invitation', 'password_link', 'account', 'membership_change', 'written_once'].map(async (table) => (
      JSON.stringify((await pool.query(`select * from ${table}`)).rows)
    )))
    for (const secret of [code, token, LEE.password, hub.token]) assert.ok(said.every((text) => !text.includes(secret)))
    assert.ok(said[0]!.includes('Looked for'))
  } finally {
    await close()
  }
})
