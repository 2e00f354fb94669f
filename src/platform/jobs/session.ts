import type pg from 'pg'

/** One connection kept open for what belongs to a session: notifications and session locks. */
export type Session = { close(): Promise<void> }

/**
 * Keeps one connection of `pool` open; each time it is made, also after the server was restarted, `begin` runs on it.
 * `hear` receives what arrives on the channels that `begin` listened to.
 */
export async function keepSession({ pool, begin, hear }: {
  pool: pg.Pool
  begin: (client: pg.PoolClient) => Promise<void>
  hear: (payload: string) => void
}): Promise<Session> {
  let client: pg.PoolClient | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const fresh = await pool.connect()
    let broken = false
    fresh.once('error', () => {
      broken = true
      fresh.release(true)
      if (client === fresh) client = undefined
      again()
    })
    fresh.on('notification', ({ payload }) => hear(payload ?? ''))
    try {
      await begin(fresh)
    } catch (error) {
      if (!broken) fresh.release(true)
      throw error
    }
    if (closed && !broken) fresh.release(true)
    else if (!broken) client = fresh
  }

  function again(): void {
    if (closed) return
    retry = setTimeout(() => void connect().catch(again), 250)
  }

  await connect()
  return {
    async close() {
      closed = true
      clearTimeout(retry)
      client?.release(true) // The connection itself goes, and with it what it listened to and locked.
      client = undefined
    },
  }
}
