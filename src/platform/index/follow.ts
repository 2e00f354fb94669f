import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Text } from '#science/refusal.ts'
import { anyChange, changedParts, withdrawnSince, writePart } from './changes.ts'
import type { Part, Position } from './changes.ts'
import { FORM } from './explore-tables.ts'
import type { Store } from './store.ts'
import { sumTally, takeEdges, takeOut, takePart } from './take-part.ts'

/** How far the index is: all that was committed before `asOf` is in it; `behind` records are on their way. */
export type Freshness = { readonly asOf: Date; readonly behind: number }

/** How long a reader is kept waiting for what was just written, where that is much: a bulk import takes longer. */
const PATIENCE_MS = 1_500
/** What is little takes longer only on a machine that is busy with something else; it is waited for so long. */
const LITTLE = 20_000
const LONG_PATIENCE_MS = 15_000
const BETWEEN_LOOKS_MS = 100
const BETWEEN_ROUNDS_MS = 1_000
const FOLDER = 'index-'

export type Following = {
  fresh(): Promise<Freshness>
  /** How far it came by its last round. */
  freshness(): Freshness
  /** 1 once the index has been whole. */
  shareBuilt(): number
  stop(): Promise<void>
}

/**
 * Takes in what changes in the database, round by round; all of a round becomes visible at once, as it did there.
 *
 * A round that fails leaves the index as it was and is tried again; it is said once.
 */
export async function follow({ store: { writer, installation, position: begun }, pool, temporary, say, onChange }: {
  store: Store; pool: pg.Pool; temporary: string; say: (text: Text) => void; onChange: () => void
}): Promise<Following> {
  const left = (await readdir(temporary)).filter((name) => name.startsWith(FOLDER))
  for (const name of left) await rm(join(temporary, name), { recursive: true, force: true })
  const stopping = new AbortController()
  let position: Position | null = begun
  let freshness: Freshness = { asOf: new Date(0), behind: 0 }
  let taken = 0
  let isFailing = false

  async function round(): Promise<void> {
    const asOf = new Date()
    if (position === null || await anyChange(pool, position)) {
      const client = await pool.connect()
      try {
        await client.query('begin isolation level repeatable read')
        const { rows: [now] } = await client.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot')
        const parts = await changedParts(client, position)
        freshness = { ...freshness, behind: parts.reduce((sum, { records }) => sum + records, 0) }
        await takeAll(client, parts, await withdrawnSince(client, position), now!.snapshot)
        position = now!.snapshot
        onChange()
      } finally {
        await client.query('rollback').then(() => client.release(), (error: Error) => client.release(error))
      }
    }
    freshness = { asOf, behind: 0 }
  }

  async function takeAll(client: pg.PoolClient, parts: readonly Part[], withdrawn: readonly string[], snapshot: Position): Promise<void> {
    taken = 0
    await writer.run('begin')
    let next = parts[0] && write(client, parts[0])
    try {
      await takeOut(writer, withdrawn)
      for (const [index, part] of parts.entries()) {
        const folder = await next!
        const after = parts[index + 1]
        // The next part is read while this one is taken in.
        next = after && write(client, after)
        next?.catch(() => {})
        await takePart(writer, folder).finally(() => rm(folder, { recursive: true, force: true }))
        taken += part.records
        stopping.signal.throwIfAborted()
      }
      await takeEdges(writer)
      await sumTally(writer)
      await writer.run('delete from position')
      await writer.run('insert into position values ($1, $2, $3)', [FORM, installation, snapshot])
      await writer.run('commit')
    } catch (error) {
      await next?.then((folder) => rm(folder, { recursive: true, force: true }), () => {})
      await writer.run('rollback').catch(() => {})
      throw error
    }
  }

  async function write(client: pg.PoolClient, part: Part): Promise<string> {
    const folder = await mkdtemp(join(temporary, FOLDER))
    try {
      await writePart(client, position, part, folder)
      return folder
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  let running: Promise<void> | null = null
  let waiting: Promise<void> | null = null
  const start = () => {
    running = round().then(() => { isFailing = false }, (error: unknown) => {
      if (!isFailing && !stopping.signal.aborted) say(leftBehind(error))
      isFailing = true
    }).finally(() => { running = null })
    return running
  }
  /** A round that begins after this call; those who ask while one runs share the next. */
  const nextRound = () => {
    if (running === null) return start()
    waiting ??= running.then(() => {
      waiting = null
      return start()
    })
    return waiting
  }
  const repeated = (async () => {
    while (!stopping.signal.aborted) {
      await nextRound()
      await sleep(BETWEEN_ROUNDS_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()

  return {
    async fresh() {
      let isThere = false
      const asked = performance.now()
      const waited = () => performance.now() - asked
      const there = nextRound().then(() => { isThere = true })
      while (!isThere && waited() < (position === null || freshness.behind > LITTLE ? PATIENCE_MS : LONG_PATIENCE_MS)) {
        const look = new AbortController()
        await Promise.race([there, sleep(BETWEEN_LOOKS_MS, undefined, { signal: look.signal }).catch(() => {})])
        look.abort()
      }
      return freshness
    },
    freshness: () => freshness,
    shareBuilt: () => (position !== null ? 1 : freshness.behind === 0 ? 0 : Math.min(0.99, taken / freshness.behind)),
    async stop() {
      stopping.abort()
      writer.interrupt()
      await repeated
      await waiting
      await running
    },
  }
}

function leftBehind(error: unknown): Text {
  const cause = error instanceof Error ? error.message : String(error)
  return {
    en: `Lists and counts do not follow what is written (${cause}); this is tried again every second, and pages say how old they are.`,
    ko: `목록과 집계가 최신 기록을 따라가지 못하고 있습니다(${cause}). 매초 다시 시도하며, 페이지에 기준 시각이 표시됩니다.`,
  }
}
