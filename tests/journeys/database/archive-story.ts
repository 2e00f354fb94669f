// What a hub holds after some weeks, in small: people, an instrument, revisions, a withdrawal, files, an import.
import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import {
  addInstrument, commentRecord, createHub, createImport, createRecord, getJob, invite, reviseRecord, setUp, withdrawRecord,
} from '#contract/operations/index.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import type { Connection } from '#platform/storage/connect.ts'
import { ARCHIVED_TABLES } from '#hub/archive/archived-tables.ts'
import type { RunningHub } from '../running-hub.ts'

export const KIM = { email: 'jiwon.kim@example.org', password: 'a cat sleeps on the furnace' }
/** Signs that a text format could take for its own. */
const ODD = 'tab\there, line\nend, back\\slash \\N, 한글 “…”'
const params = { hub: 'main' }
const own = { origin: 'specified', source: { kind: 'own' } } as const
export const plate = (name: string) => ({
  kind: 'material', template: 'wrought_plate@1', name, ...own, values: { designation: { type: 'text', text: ODD } },
}) as const

export type Story = { readonly client: Client; readonly instrumentToken: string; readonly invitationCode: string; readonly file: Buffer }

/** Fills the hub `main` and a second one. */
export async function furnish(hub: RunningHub, { bars = 20, fileBytes = 300_000 } = {}): Promise<Story> {
  const client = createClient({ address: hub.address, token: hub.token })
  const code = hub.setupAddress!.split('code=')[1]!
  await createClient({ address: hub.address }).call(setUp, { body: { ...KIM, code, name: 'Kim Jiwon' } })
  await client.call(createHub, { body: { slug: 'battery', title: { en: 'Batteries', ko: '전지' } } })
  await client.call(createRecord, { params: { hub: 'battery' }, body: { content: plate('Foil') } })
  const { token } = await client.call(addInstrument, { params, body: { name: 'Tensile tester 2', days: 30 } })
  const invited = await client.call(invite, { params, body: { email: 'minsu.lee@example.org', role: 'researcher' } })

  const first = await client.call(createRecord, { params, body: { content: plate('Plate A'), reason: ODD } })
  await client.call(reviseRecord, { params: { id: first.id }, body: { content: plate('Plate A, corrected'), reason: ODD, upon: 1 } })
  await client.call(commentRecord, { params: { id: first.id }, body: { text: ODD } })
  const twice = await client.call(createRecord, { params, body: { content: plate('Plate B') } })
  await client.call(withdrawRecord, { params: { id: twice.id }, body: { upon: 1, reason: 'entered twice' } })
  const file = randomBytes(fileBytes)
  await client.upload('main', file, 'application/octet-stream')

  const composition = { type: 'composition', written: 'AlTi', basis: 'amount', fractions: { Al: 0.5, Ti: 0.5 } }
  const lines = Array.from({ length: bars }, (_, bar) => [
    { key: `bar ${bar}`, content: { kind: 'material', template: 'alloy_specimen@1', name: `bar ${bar}`, ...own, values: {} } },
    { key: `melt ${bar}`, content: { kind: 'material', template: 'alloy@1', name: `melt ${bar}`, ...own, values: { composition } } },
    { key: `casting ${bar}`, content: {
      kind: 'process', template: 'alloy_processing@1', name: `casting ${bar}`, ...own, state: 'done', planned: {}, values: {},
      inputs: [{ material: `melt ${bar}` }], outputs: [{ material: `bar ${bar}` }],
    } },
  ]).flat().map((line) => `${JSON.stringify(line)}\n`).join('')
  const { sha256 } = await client.upload('main', Buffer.from(lines), 'application/jsonl')
  const { job } = await client.call(createImport, { params, body: { recipe: { records: 'bars' }, file: { sha256, name: 'bars.jsonl' } } })
  while ((await client.call(getJob, { params: { id: job! } })).state !== 'done') await sleep(50)
  return { client, instrumentToken: token, invitationCode: invited.code, file }
}

/** Each archived table's number of rows and a hash over all that they say; invitations, which lose their codes, by number alone. */
export async function fingerprint(database: Connection, jobsUntil = new Date()): Promise<Record<string, string>> {
  const { pool, close } = openDatabase(database, 2)
  try {
    const found: Record<string, string> = {}
    for (const { table, order } of ARCHIVED_TABLES) {
      const { rows } = await pool.query(`select (to_jsonb(each) - 'changed_xid')::text as said from "${table}" as each ${table === 'job' ? 'where created_at <= $1' : ''} order by ${order}`, table === 'job' ? [jobsUntil] : [])
      const hash = createHash('sha256')
      for (const { said } of rows) hash.update(said)
      found[table] = `${rows.length} ${table === 'invitation' ? '' : hash.digest('hex')}`
    }
    return found
  } finally {
    await close()
  }
}
