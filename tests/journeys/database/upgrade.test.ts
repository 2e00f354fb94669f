// Seo Yerin starts the new release on the data folder of an older one: what people wrote is there, says the same, and can be gone on with.
import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import {
  acceptDraft, checkUndoImport, createRecord, deleteRecord, getDraft, getImport, getLineage, getRecord, getRevisions, getTableRows, listComments, listFrozenTables,
  returnRecord, reviseRecord, searchRecords, signIn, verifyFrozenTable,
} from '#contract/operations/index.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { hashedText } from '#hub/records/record-rows.ts'
import { keyOf } from '#platform/files/file-store.ts'
import { sha256 } from '#platform/storage/digest.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { migrate, readMigrations } from '#platform/storage/migrate.ts'
import { startPostgres } from '#platform/storage/postgres/start.ts'
import { makeTrialHome } from '#platform/storage/trial-database.ts'
import { askSojae } from '../run-sojae.ts'
import { startHub } from '../running-hub.ts'
import type { RunningHub } from '../running-hub.ts'

/**
 * Rows and files of a small hub as the release wrote them whose schema ended with `last_migration`: by hand, by import, revised,
 * withdrawn, commented, drafted, frozen. Taken out of its database as JSON; sessions and `changed_xid`, which mean something to one
 * server only, left out.
 */
type EarlierHub = {
  readonly last_migration: string
  readonly named: Readonly<Record<'melt' | 'bar' | 'casting' | 'test' | 'twice' | 'look' | 'draft' | 'import' | 'table' | 'rawFile', string>>
  readonly files: Readonly<Record<string, string>>
  readonly tables: Readonly<Record<string, readonly Record<string, unknown>[]>>
}

const earlier = JSON.parse(await readFile(join(import.meta.dirname, 'earlier-hubs/0017.json'), 'utf8')) as EarlierHub
const { named } = earlier
const stepsFolder = join(import.meta.dirname, '../../../src/platform/storage/migrations')
const params = { hub: 'main' }
const skip = process.env['SOJAE_DATABASE_URL'] ? 'the older hub lies in an embedded database' : false

/** A data folder as the older release left it. */
async function olderHome(): Promise<string> {
  const home = await makeTrialHome()
  const steps = await mkdtemp(join(tmpdir(), 'sojae-steps-'))
  for (const name of await readdir(stepsFolder)) if (name <= earlier.last_migration) await cp(join(stepsFolder, name), join(steps, name))
  const postgres = await startPostgres({ home, say: () => {} })
  const { pool, close } = openDatabase(postgres.connection)
  await migrate(pool, steps)
  const client = await pool.connect()
  // As a restored back-up is written: row by row, past triggers and the order of references.
  await client.query(`begin; set local session_replication_role = replica; delete from installation`)
  for (const [table, rows] of Object.entries(earlier.tables)) {
    const columns = Object.keys(rows[0]!).map((name) => `"${name}"`).join()
    await client.query(`insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::public."${table}", $1)`, [JSON.stringify(rows)])
  }
  await client.query('commit')
  client.release()
  await close()
  await postgres.stop()
  await rm(steps, { recursive: true })
  for (const [name, content] of Object.entries(earlier.files)) {
    const path = join(home, 'files', keyOf(name))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, Buffer.from(content, 'base64'))
  }
  return home
}

describe('a hub of an older release', { skip }, () => {
  let hub: RunningHub
  let kim: Client
  before(async () => {
    hub = await startHub({ home: await olderHome(), embedded: true })
    const session = await fetch(`${hub.address}/api/v1/session`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'jiwon.kim@example.org', password: 'a cat sleeps on the furnace' }),
    })
    assert.equal(session.status, 200, 'the password of before signs in')
    const cookie = session.headers.getSetCookie()[0]!.split(';')[0]!
    kim = createClient({ address: hub.address, token: cookie.slice(cookie.indexOf('=') + 1) })
  })
  after(() => hub.stop())

  test('has made every step of the schema that it lacked, and there were some', async () => {
    const { pool, close } = openDatabase(hub.database)
    const { rows } = await pool.query('select name, applied_at from schema_migration order by name')
    await close()
    assert.deepEqual(rows.map(({ name }) => name), (await readMigrations()).map(({ name }) => name))
    assert.ok(rows.filter(({ name }) => name > earlier.last_migration).length >= 6)
  })

  test('knows who signs in, as what', async () => {
    const { account, hubs } = await kim.call(signIn, { body: { email: 'jiwon.kim@example.org', password: 'a cat sleeps on the furnace' } })
    assert.deepEqual([account.name, account.administrator, hubs.map(({ slug, role, records }) => [slug, role, records])], ['Kim Jiwon', true, [['main', 'lead', 7]]])
  })

  test('says of each record what it said, and the hash of every revision is still that of what it says', async () => {
    const { pool, close } = openDatabase(hub.database)
    const { rows } = await pool.query('select record, n, parent, author, at, reason, hash, content from revision order by record, n')
    await close()
    const before = earlier.tables['revision']!
    assert.equal(rows.length, before.length)
    for (const row of rows) {
      const said = before.find((each) => each['record'] === row.record && each['n'] === row.n)!
      assert.deepEqual([row.hash, row.content, row.reason], [said['hash'], said['content'], said['reason']])
      const text = hashedText(row.record, row.n, canonicalJson(row.content), { parent: row.parent, author: row.author, at: row.at.toISOString(), reason: row.reason })
      assert.equal(sha256(text), row.hash, row.content.name)
    }
  })

  test('keeps a correction, the word on it and what it is measured on', async () => {
    const record = await kim.call(getRecord, { params: { id: named.test } })
    const hardness = record.content.values['vickers_hardness']
    assert.deepEqual([record.revision, record.reason, hardness?.type === 'quantity' && hardness.value], [2, 'digits were swapped', 164])
    const { revisions } = await kim.call(getRevisions, { params: { id: named.test } })
    assert.deepEqual(revisions.map(({ n, reason }) => [n, reason]), [[2, 'digits were swapped'], [1, '']])
    assert.deepEqual((await kim.call(listComments, { params: { id: named.test } })).comments.map(({ text }) => text), ['Which indenter?'])
    const { nodes } = await kim.call(getLineage, { params: { id: named.test }, query: {} })
    assert.deepEqual(nodes.map(({ id }) => id).sort(), [named.melt, named.casting, named.bar, named.test, named.look].sort())
  })

  test('is found by number, element and lineage', async () => {
    const total = async (q: string) => {
      for (;;) {
        const { total: n, freshness } = await kim.call(searchRecords, { params, query: { q, limit: 1 } })
        if (freshness.behind === 0) return n
        await sleep(50)
      }
    }
    assert.deepEqual(await Promise.all(['vickers_hardness > 150 HV', 'elements has all Co, Cr', 'up.alloy.composition is known', 'phases has FCC', 'name contains "HT-21"'].map(total)), [1, 5, 4, 1, 3])
  })

  test('gives files back byte for byte, live tables and frozen ones as they were', async () => {
    const response = await kim.request(`/files/${named.rawFile}`)
    assert.equal(Buffer.from(await response.arrayBuffer()).toString('base64'), earlier.files[named.rawFile])
    const { rows } = await kim.call(getTableRows, { params: { id: named.table }, query: {} })
    assert.deepEqual(rows.map(({ cells }) => cells.map((cell) => cell?.value)), [[164, 'CoCrFeNi']])
    const { frozen: [frozen] } = await kim.call(listFrozenTables, { params: { id: named.table } })
    const { records, revised, differing } = await kim.call(verifyFrozenTable, { params: { id: frozen!.id } })
    assert.ok(records >= 2)
    assert.deepEqual([revised, differing], [0, 0])
  })

  test('can be gone on with: a withdrawn record comes back, a draft is accepted, an import can be undone, a record is revised and deleted', async () => {
    await kim.call(returnRecord, { params: { id: named.twice }, body: { reason: 'it was another indent' } })
    const draft = await kim.call(getDraft, { params: { id: named.draft } })
    assert.equal(draft.state, 'submitted')
    const accepted = await kim.call(acceptDraft, { params: { id: named.draft }, body: { version: draft.version } })
    assert.equal(accepted.state, 'accepted')
    assert.deepEqual([(await kim.call(getImport, { params: { id: named.import } })).state, (await kim.call(checkUndoImport, { params: { id: named.import } })).withdrawn], ['done', 2])
    const { content, revision } = await kim.call(getRecord, { params: { id: named.twice } })
    await kim.call(reviseRecord, { params: { id: named.twice }, body: { upon: revision, content: { ...content, name: 'Second indent' }, reason: 'named' } })
    await kim.call(deleteRecord, { params: { id: named.twice }, body: { name: 'Second indent', reason: 'a person’s name was in it' } })
    await assert.rejects(kim.call(getRecord, { params: { id: named.twice } }), { code: 'record.deleted' })
    const made = await kim.call(createRecord, { params, body: { content: { ...content, name: 'Third indent' } } })
    assert.equal((await askSojae(getRecord.answer, ['record', 'show', made.id], hub)).revision, 1)
  })
})
