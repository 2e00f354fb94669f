// Seo Yerin looks after the server: she backs it up while people work, looks whether the back-up is whole, and brings it up elsewhere.
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { createClient } from '#contract/client.ts'
import { createRecord, getSession, listAccounts, readInvitation, returnRecord, searchRecords, setUp, signIn } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { importArchive } from '#hub/archive/import-archive.ts'
import { checkArchive } from '#hub/archive/check-archive.ts'
import { openFileStore } from '#platform/files/file-store.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '#platform/storage/connect.ts'
import { readMigrations } from '#platform/storage/migrate.ts'
import { makeTrialHome, openTrialDatabase, removeTrialHome } from '#platform/storage/trial-database.ts'
import { archiveBytes } from '#surfaces/cli/host/archive-file.ts'
import { addMember } from '../member.ts'
import { askSojae, runSojae } from '../run-sojae.ts'
import { startHub } from '../running-hub.ts'
import type { RunningHub } from '../running-hub.ts'
import { fingerprint, furnish, KIM, plate } from './archive-story.ts'
import type { Story } from './archive-story.ts'

const params = { hub: 'main' }
const ReportSchema = z.looseObject({ revisions: z.int(), accounts: z.int(), damaged_files: z.array(z.string()), hubs: z.array(z.looseObject({ slug: z.string(), records: z.int() })) })
let hub: RunningHub
let story: Story
let folder: string
let archive: string
let atFirst: Record<string, string>
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojae-archive-'))
  archive = join(folder, 'all.tar.gz')
  hub = await startHub({ embedded: true })
  story = await furnish(hub)
  await idle(hub.database)
  atFirst = await fingerprint(hub.database)
  const { status, err } = await runSojae(['archive', 'export', archive], hub)
  assert.equal(status, 0, err)
})
after(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

const sha256 = (content: Buffer | string) => hash('sha256', content)

const refused = async (doing: Promise<unknown>) => {
  const error = await doing.then(() => assert.fail('it was allowed'), (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal, String(error))
  return error
}

/** Tries an import by the steps of another release into a database of its own. */
async function importBy(steps: Awaited<ReturnType<typeof readMigrations>>, then: (query: (text: string) => Promise<any[]>) => Promise<void> = async () => {}) {
  const trial = await openTrialDatabase()
  try {
    await importArchive({ pool: trial.pool, files: await openFileStore(join(trial.home, 'files')), open: () => archiveBytes(archive), migrations: steps })
    await then(async (text) => (await trial.pool.query(text)).rows)
  } finally {
    await trial.close()
  }
}

/** Waits until nothing is under way: an archive marks such work as ended. */
async function idle(connection: RunningHub['database']): Promise<void> {
  const { pool, close } = openDatabase(connection)
  try {
    for (;;) {
      const { rows: [{ n }] } = await pool.query(`select count(*) as n from job where state in ('queued', 'running')`)
      if (Number(n) === 0) return
      await sleep(100)
    }
  } finally {
    await close()
  }
}

test('the archive is one file for its owner alone, and nothing unfinished is left beside it', async () => {
  assert.equal((await stat(archive)).mode & 0o777, 0o600)
  assert.deepEqual(await readdir(folder), ['all.tar.gz'])
  const again = await runSojae(['archive', 'export', archive], hub)
  assert.deepEqual([again.status, again.err.includes('replaces nothing')], [1, true])
})

test('only the console makes archives: nobody with a role, and no administrator, takes every hub home', async () => {
  const lead = await addMember(hub, 'Han Jisoo', 'lead')
  assert.equal((await refused(lead.client.request('/archive'))).code, 'access.console_only')
  assert.equal((await refused(createClient({ address: hub.address }).request('/archive'))).code, 'session.needed')
  assert.equal((await refused(story.client.request('/archive?hub=nowhere'))).code, 'hub.not_found')
})

test('brought up elsewhere, every row and every revision’s hash is the same, and people sign in with their passwords', async () => {
  const home = await makeTrialHome()
  let moved: RunningHub | undefined
  try {
    // The first start makes things of its own, which hinder nothing as long as nobody has used it.
    moved = await startHub({ home, embedded: true })
    const running = await runSojae(['archive', 'import', archive], { home })
    assert.deepEqual([running.status, running.err.includes('already served')], [1, true], running.err)
    await moved.kill9()
    const report = await askSojae(ReportSchema, ['archive', 'import', archive], { home })
    assert.deepEqual(report.hubs.map(({ slug }) => slug), ['battery', 'main'])
    // The start queues checks: what an archive brings has not been checked here.
    const brought = new Date()
    moved = await startHub({ home, embedded: true })
    assert.deepEqual(await fingerprint(moved.database, brought), atFirst)

    const there = createClient({ address: moved.address, token: moved.token })
    await createClient({ address: moved.address }).call(signIn, { body: KIM })
    const byInstrument = createClient({ address: moved.address, token: story.instrumentToken })
    assert.equal((await refused(byInstrument.call(getSession))).code, 'session.needed')
    const guest = createClient({ address: moved.address })
    assert.equal((await refused(guest.call(readInvitation, { body: { code: story.invitationCode } }))).code.startsWith('invitation.'), true)
    const found = await there.call(searchRecords, { params, query: { limit: 1 } })
    assert.equal(found.total, 61)
    const { pool, close } = openDatabase(moved.database)
    const { rows: [withdrawn] } = await pool.query('select record from withdrawal').finally(close)
    await there.call(returnRecord, { params: { id: withdrawn.record }, body: { reason: 'it was another plate' } })
    assert.equal((await there.call(searchRecords, { params, query: { limit: 1 } })).total, 62)
    const bytes = await there.request(`/files/${sha256(story.file)}`)
    assert.deepEqual(Buffer.from(await bytes.arrayBuffer()), story.file)

    await moved.kill9()
    const full = await runSojae(['archive', 'import', archive], { home })
    assert.equal(full.status, 1)
    assert.match(full.err, /not empty \(account: 2, record: 63, hub: 1, .*jiwon\.kim@example\.org/)
  } finally {
    await moved?.stop()
    await removeTrialHome(home)
  }
})

test('what is written while an archive is made is in it whole or not at all, and nobody waits for it', async () => {
  let n = 0
  let isOver = false
  const writing = (async () => {
    while (!isOver) await story.client.call(createRecord, { params, body: { content: plate(`while ${n++}`) } })
  })()
  const path = join(folder, 'busy.tar')
  const made = await askSojae(ReportSchema, ['archive', 'export', path], hub).finally(() => { isOver = true })
  await writing
  assert.ok(n > 1, `${n} written meanwhile`)
  const tables = (await checkArchive(archiveBytes(path))).manifest.tables
  const rows = (name: string) => tables.find((table) => table.name === name)!.rows
  // Of every record there is its revision: one revised once, one withdrawn.
  assert.equal(rows('revision'), rows('record') + 2)
  assert.equal(made.revisions, rows('revision'))
})

test('who stops reading lets the hub’s transaction go', async () => {
  const response = await story.client.request('/archive')
  const reader = response.body!.getReader()
  await reader.read()
  await reader.cancel()
  const { pool, close } = openDatabase(hub.database)
  try {
    for (const until = Date.now() + 20_000; ;) {
      const { rows } = await pool.query(`select state from pg_stat_activity where datname = current_database()
        and pid <> pg_backend_pid() and xact_start is not null and query not like '%pg_stat_activity%' and backend_xmin is not null`)
      if (rows.length === 0) break
      assert.ok(Date.now() < until, JSON.stringify(rows))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    await close()
  }
})

test('one hub goes alone: its people without their passwords, nothing of another hub', async () => {
  const path = join(folder, 'battery.tar')
  const { pool, close } = openDatabase(hub.database)
  await pool.query(`insert into membership (hub, account, role) select hub.id, account.id, 'curator' from hub, account
    where slug = 'battery' and email = $1`, [KIM.email]).finally(close)
  const one = await askSojae(ReportSchema, ['archive', 'export', path, '--hub', 'battery'], hub)
  assert.deepEqual(one.hubs.map(({ slug, records }) => [slug, records]), [['battery', 1]])
  const bytes = await readFile(path)
  assert.ok(!bytes.includes('Plate A') && !bytes.includes('argon2') && bytes.includes('Foil'))
  const home = await makeTrialHome()
  let moved: RunningHub | undefined
  try {
    moved = await startHub({ home, embedded: true })
    await moved.kill9()
    await askSojae(ReportSchema, ['archive', 'import', path], { home })
    moved = await startHub({ home, embedded: true })
    const there = createClient({ address: moved.address, token: moved.token })
    assert.equal((await there.call(searchRecords, { params: { hub: 'battery' }, query: { limit: 1 } })).total, 1)
    assert.ok((await there.call(listAccounts)).accounts.every(({ administrator }) => !administrator))
    // Kim came with it, without her password; with the code of the console she is who she was, and the administrator.
    await createClient({ address: moved.address }).call(setUp, { body: { ...KIM, name: 'Kim Jiwon', code: moved.setupAddress!.split('code=')[1]! } })
    const people = (await there.call(listAccounts)).accounts.filter(({ kind }) => kind === 'person')
    assert.deepEqual(people.map(({ email, administrator }) => [email, administrator]), [[KIM.email, true]])
  } finally {
    await moved?.stop()
    await removeTrialHome(home)
  }
})

test('a file that the hub has lost is named and keeps nobody from backing up the rest', async () => {
  const name = sha256(story.file)
  const at = join(hub.home, 'files', name.slice(0, 2), name.slice(2, 4), name)
  const aside = join(folder, 'aside')
  await cp(at, aside)
  try {
    await writeFile(at, 'damaged')
    const path = join(folder, 'lost.tar')
    const made = await runSojae(['archive', 'export', path], hub)
    assert.equal(made.status, 0)
    assert.match(made.err, new RegExp(`1 files were missing or damaged .* ${name}`))
    assert.deepEqual((await askSojae(ReportSchema, ['archive', 'verify', path], { home: folder })).damaged_files, [name])
  } finally {
    await cp(aside, at)
  }
})

test('an archive of the release before is brought to the schema of this one', async () => {
  // The steps of today are the older release; the later one adds a column and fills it from the rows.
  const sql = `alter table record add column name_length integer; update record set name_length = length(name);
    alter table record alter column name_length set not null; create table later (n integer); alter table edge add column seen boolean;`
  const steps = [...(await readMigrations()), { name: '9998-later.sql', sql, checksum: sha256(sql) }]
  await importBy(steps, async (query) => {
    const [row] = await query(`select count(*) as n, count(*) filter (where name_length = length(name)) as right from record`)
    assert.deepEqual(row, { n: 62, right: 62 })
    assert.equal((await query('select name from schema_migration order by name')).at(-1).name, '9998-later.sql')
  })
})

test('an archive of a later release, or of a schema that is not ours, is refused in one line', async () => {
  const steps = await readMigrations()
  assert.equal((await refused(importBy(steps.slice(0, -1)))).code, 'archive.newer_release')
  assert.equal((await refused(importBy(steps.map((step) => ({ ...step, checksum: sha256(step.name) }))))).code, 'archive.other_schema')
})

test('a revision that was changed past Sojae is found by verify, and such an archive is not taken', async () => {
  const { pool, close } = openDatabase(hub.database)
  const client = await pool.connect()
  const change = async (content: string) => {
    await client.query('alter table revision disable trigger revision_is_immutable')
    await client.query(`update revision set content = jsonb_set(content, '{name}', $1) where n = 2`, [content])
    await client.query('alter table revision enable trigger revision_is_immutable')
  }
  const path = join(folder, 'forged.tar')
  try {
    await change('"forged"')
    const made = await runSojae(['archive', 'export', path], hub)
    assert.match(made.err, /1 revisions are not what their hashes say/)
  } finally {
    await change('"Plate A, corrected"')
    client.release()
    await close()
  }
  for (const verb of ['verify', 'import']) {
    const home = await makeTrialHome()
    const { status, err } = await runSojae(['archive', verb, path], { home })
    assert.deepEqual([status, /sojae: 1 revisions are not what their hashes say, the first is revision 2 of record/.test(err)], [1, true], err)
    await removeTrialHome(home)
  }
})
