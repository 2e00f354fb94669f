import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { RawBuilder } from 'kysely'
import type pg from 'pg'
import { Refusal } from '#science/refusal.ts'
import { changedParts, writePart } from './changes.ts'
import type { Part, Position } from './changes.ts'
import { FORM, TABLES } from './explore-tables.ts'
import { takeEdges, takePart, WAITING } from './take-part.ts'

/** How far the index is: all that was committed before `asOf` is in it; `behind` records are on their way. */
export type Freshness = { readonly asOf: Date; readonly behind: number }

/**
 * What explore pages ask: a copy of the searchable part of all records, in a file of its own that may be deleted.
 *
 * It follows PostgreSQL by itself. {@link ExploreIndex.fresh} before a question makes sure that the asker's own writes
 * are in it.
 */
export type ExploreIndex = {
  /** Rows of a query on the tables of `explore-tables.ts`; refused (`index.building`) before the index was first whole. */
  rows<Row>(query: RawBuilder<Row>): Promise<Row[]>
  /** Waits until what was committed before the call is in, or for as long as a reader would. */
  fresh(): Promise<Freshness>
  close(): Promise<void>
}

/** How long a reader is kept waiting for what was just written: longer only for bulk imports. */
const PATIENCE_MS = 1_500
const BETWEEN_ROUNDS_MS = 1_000
const READERS = 4
/** Answers kept until the next change; whoever looks at the same page gets the same numbers. */
const KEPT_ANSWERS = 300
const LONGEST_KEPT = 1_000

/** Opens the index at `path`, anew where there is none, where it is broken, or where it is of another database. */
export async function openExploreIndex(
  { path, temporary, pool }: { path: string; temporary: string; pool: pg.Pool },
): Promise<ExploreIndex> {
  const { rows: [named] } = await pool.query<{ id: string }>('select id from installation')
  const installation = named!.id
  let store = await openStore(path, installation, pool).catch(() => null)
  if (store === null) {
    for (const file of [path, `${path}.wal`]) await rm(file, { force: true })
    store = await openStore(path, installation, pool)
  }
  const { instance, writer } = store
  const readers = await Promise.all(Array.from({ length: READERS }, () => instance.connect()))
  const closing = new AbortController()
  let position: Position | null = store.position
  let freshness: Freshness = { asOf: new Date(0), behind: 0 }
  let taken = 0
  let kept = new Map<string, Promise<unknown[]>>()

  /** Takes in what has changed; all of a round becomes visible at once. */
  async function round(): Promise<void> {
    const asOf = new Date()
    if (position !== null && !(await anyChange(pool, position))) {
      freshness = { asOf, behind: 0 }
      return
    }
    const client = await pool.connect()
    try {
      await client.query('begin isolation level repeatable read')
      const { rows: [now] } = await client.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot')
      const parts = await changedParts(client, position)
      freshness = { ...freshness, behind: sumOf(parts) }
      await takeRound(client, parts, now!.snapshot)
      position = now!.snapshot
      freshness = { asOf, behind: 0 }
      kept = new Map()
    } finally {
      await client.query('rollback').finally(() => client.release())
    }
  }

  async function takeRound(client: pg.PoolClient, parts: readonly Part[], snapshot: Position): Promise<void> {
    taken = 0
    await writer.run('begin')
    try {
      let next = parts[0] ? write(client, parts[0]) : null
      for (const [index, part] of parts.entries()) {
        const folder = await next!
        const after = parts[index + 1]
        // The next part is read while this one is taken in; its failure is heard when it is waited for.
        next = after ? write(client, after) : null
        next?.catch(() => {})
        try {
          await takePart(writer, folder)
        } finally {
          await next?.catch(() => {})
          await rm(folder, { recursive: true, force: true })
        }
        taken += part.records
        closing.signal.throwIfAborted()
      }
      await takeEdges(writer)
      await writer.run('delete from position; ')
      await writer.run('insert into position values ($1, $2, $3)', [FORM, installation, snapshot])
      await writer.run('commit')
    } catch (error) {
      await writer.run('rollback').catch(() => {})
      throw error
    }
  }

  async function write(client: pg.PoolClient, part: Part): Promise<string> {
    const folder = await mkdtemp(join(temporary, 'index-'))
    await writePart(client, position, part, folder)
    return folder
  }

  let running: Promise<void> | null = null
  let waiting: Promise<void> | null = null
  const start = () => {
    const begun = round().finally(() => { if (running === begun) running = null })
    running = begun
    return begun
  }
  /** A round that begins after this call; those who ask while one runs share the next. */
  const nextRound = () => {
    if (running === null) return start()
    waiting ??= running.catch(() => {}).then(() => {
      waiting = null
      return start()
    })
    return waiting
  }
  const followed = (async () => {
    while (!closing.signal.aborted) {
      // The database may be away for a while; whoever asks meanwhile is told so by what they ask of it.
      await nextRound().catch((e) => { console.error(e) })
      await sleep(BETWEEN_ROUNDS_MS, undefined, { signal: closing.signal, ref: false }).catch(() => {})
    }
  })()

  const idle = [...readers]
  const queue: ((reader: DuckDBConnection) => void)[] = []
  const ask = async (sql: string, parameters: readonly unknown[]): Promise<unknown[]> => {
    const reader = idle.pop() ?? await new Promise<DuckDBConnection>((resolve) => queue.push(resolve))
    try {
      const answer = await reader.runAndReadAll(sql, parameters as DuckDBValue[])
      return answer.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(
        ([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value],
      )))
    } finally {
      const next = queue.shift()
      if (next) next(reader)
      else idle.push(reader)
    }
  }

  return {
    async rows<Row>(query: RawBuilder<Row>): Promise<Row[]> {
      if (position === null) throw beingBuilt(freshness.behind === 0 ? 0 : taken / freshness.behind)
      const { sql, parameters } = query.compile(COMPILER)
      const key = `${sql}\n${JSON.stringify(parameters)}`
      const known = kept.get(key)
      if (known) return known as Promise<Row[]>
      const answers = kept
      const answer = ask(sql, parameters)
      if (answers.size >= KEPT_ANSWERS) answers.delete(answers.keys().next().value!)
      answers.set(key, answer)
      answer.then(({ length }) => { if (length > LONGEST_KEPT) answers.delete(key) }, () => answers.delete(key))
      return answer as Promise<Row[]>
    },
    async fresh() {
      await Promise.race([nextRound(), sleep(PATIENCE_MS, undefined, { ref: false })])
      return freshness
    },
    async close() {
      closing.abort()
      writer.interrupt()
      await followed
      await running?.catch(() => {})
      for (const connection of [...readers, writer]) connection.closeSync()
      instance.closeSync()
    },
  }
}

/** Puts queries into text; DuckDB reads PostgreSQL's identifiers and numbered parameters. */
const COMPILER = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(), createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db), createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

async function openStore(path: string, installation: string, pool: pg.Pool) {
  const memoryMb = Math.max(512, Math.min(4096, Math.floor(totalmem() / 2 ** 20 / 4)))
  const instance = await DuckDBInstance.create(path, {
    threads: String(Math.min(4, availableParallelism())), memory_limit: `${memoryMb}MB`,
  })
  try {
    const writer = await instance.connect()
    const tables = await writer.runAndReadAll("select count(*) from duckdb_tables() where table_name = 'position'")
    if (Number(tables.value(0, 0)) === 0) await writer.run(TABLES)
    await writer.run(WAITING)
    const found = (await writer.runAndReadAll('select form, installation, snapshot from position')).getRowObjectsJS()[0]
    const position = found ? String(found['snapshot']) : null
    if (found && (found['form'] !== FORM || found['installation'] !== installation || !(await isPast(pool, position!)))) {
      throw new Error('an index of another form, or of another database')
    }
    return { instance, writer, position }
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

/** Whether the database has come to where the index is; one put back from an older copy has not. */
async function isPast(pool: pg.Pool, position: Position): Promise<boolean> {
  const { rows: [row] } = await pool.query<{ past: boolean }>(
    'select pg_snapshot_xmax($1::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) as past', [position],
  )
  return row!.past
}

async function anyChange(pool: pg.Pool, position: Position): Promise<boolean> {
  const { rowCount } = await pool.query(`select from record where changed_xid >= pg_snapshot_xmin($1::pg_snapshot)
    and not pg_visible_in_snapshot(changed_xid, $1::pg_snapshot) limit 1`, [position])
  return rowCount !== 0
}

function sumOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { records }) => sum + records, 0)
}

function beingBuilt(share: number): Refusal {
  const percent = Math.floor(share * 100)
  return new Refusal('index.building', {
    en: `Lists and counts are being prepared (${percent} %); single records, tables and models answer meanwhile. Try again in a moment.`,
    ko: `목록과 집계를 준비하고 있습니다(${percent} %). 개별 기록, 표, 모델은 그동안에도 볼 수 있습니다. 잠시 후 다시 시도하십시오.`,
  }, { share })
}
