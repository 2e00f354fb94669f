import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from './connect.ts'
import type { Connection, OpenDatabase } from './connect.ts'
import { startPostgres } from './postgres/start.ts'

/** An empty database that is gone when closed, and a home folder beside it. */
export type TrialDatabase<Tables> = OpenDatabase<Tables> & { readonly connection: Connection; readonly home: string }

/** The server on which tests make databases of their own: that of SOJAE_DATABASE_URL (another release), or one that all share. */
export const TRIAL_SERVER: string | undefined = process.env['SOJAE_DATABASE_URL'] ?? process.env['SOJAE_TRIAL_SERVER']

/**
 * Opens an empty database for a test: a new one on the server for tests if there is one, else an embedded server of its
 * own. No table exists; call `migrate`.
 */
export async function openTrialDatabase<Tables>(): Promise<TrialDatabase<Tables>> {
  const home = await makeTrialHome()
  const url = TRIAL_SERVER
  const { connection, end } = url ? await createTrialDatabase(url) : await startPostgres({ home, say: () => {} })
    .then(({ connection, stop }) => ({ connection, end: stop }))
  const opened = openDatabase<Tables>(connection)
  return {
    ...opened,
    connection,
    home,
    async close() {
      await opened.close()
      await end()
      await removeTrialHome(home)
    },
  }
}

/** A new empty folder among the temporary files, which root's database server can reach into. */
export async function makeTrialHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'sojae-trial-'))
  await chmod(home, 0o711)
  return home
}

/** Removes the folder, and the database folder that it names when root's server had to keep its data elsewhere. */
export async function removeTrialHome(home: string): Promise<void> {
  const record = await readFile(join(home, 'database.json'), 'utf8').catch(() => undefined)
  if (record) await rm((JSON.parse(record) as { folder: string }).folder, { recursive: true, force: true })
  await rm(home, { recursive: true, force: true })
}

/** Makes a new empty database on a server of one's own, and says how to drop it. */
export async function createTrialDatabase(url: string): Promise<{ connection: { url: string }; end: () => Promise<void> }> {
  const name = `sojae_trial_${randomBytes(6).toString('hex')}`
  await onServer(url, `create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { connection: { url: own.href }, end: () => onServer(url, `drop database ${name} with (force)`) }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
