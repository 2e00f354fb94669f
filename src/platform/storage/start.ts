import type { Refusal, Text } from '#science/refusal.ts'
import { lockHome } from '../home-lock.ts'
import { openHome } from '../home.ts'
import { checkServer, openDatabase } from './connect.ts'
import type { Connection } from './connect.ts'
import { startPostgres } from './postgres/start.ts'

/** The database of a home, whoever runs it. */
export type Database = {
  readonly connection: Connection
  readonly version: string
  /** Settles when an embedded server is gone for good; never for a server of one's own. */
  readonly lost: Promise<Refusal>
  stop(): Promise<void>
}

/**
 * Takes the home's lock and provides its database: the server named by SOJAE_DATABASE_URL if that is set,
 * else the embedded one. Throws as `startPostgres` and `checkServer` do.
 */
export async function startDatabase({ home, say, environment = process.env }: {
  home: string
  say?: (text: Text) => void
  environment?: NodeJS.ProcessEnv
}): Promise<Database> {
  const url = environment['SOJAE_DATABASE_URL']
  if (!url) return startPostgres(say ? { home, say } : { home })
  await openHome(home)
  const lock = await lockHome(home)
  try {
    const { pool, close } = openDatabase({ url }, 1)
    const version = await checkServer(pool).finally(close)
    return { connection: { url }, version, lost: new Promise(() => {}), stop: () => lock.release() }
  } catch (error) {
    await lock.release()
    throw error
  }
}
