import { rm } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type pg from 'pg'
import type { Position } from './changes.ts'
import { FORM, TABLES } from './explore-tables.ts'
import { WAITING } from './take-part.ts'

/** The index's file, open: one connection that writes, some that read, and how far it had come. */
export type Store = {
  readonly installation: string
  readonly writer: DuckDBConnection
  readonly readers: readonly DuckDBConnection[]
  readonly position: Position | null
  close(): void
}

/** Questions asked at once; DuckDB shares the cores among them. */
const READERS = 4

/**
 * Rows that DuckDB keeps, and passes over, together. Values come in runs by field, and a field of a part has fewer than the
 * 122,880 rows of a block unless told: it would be read with its neighbours.
 */
const BLOCK = 30_720

/** Opens the file, or makes it anew where it cannot be read or says something else than `pool`'s database. */
export async function openStore(path: string, pool: pg.Pool): Promise<Store> {
  const { rows: [row] } = await pool.query<{ id: string }>('select id from installation')
  const installation = row!.id
  try {
    return await open(path, installation, pool)
  } catch {
    for (const file of [path, `${path}.wal`]) await rm(file, { force: true })
    return open(path, installation, pool)
  }
}

async function open(path: string, installation: string, pool: pg.Pool): Promise<Store> {
  // An eighth of the memory: beyond it DuckDB works on disk.
  const memoryMb = Math.max(256, Math.min(2048, Math.floor(totalmem() / 2 ** 20 / 8)))
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(Math.min(4, availableParallelism())), memory_limit: `${memoryMb}MB`, temp_directory: `${path}.tmp`,
  })
  const connect = async () => {
    const connection = await instance.connect()
    await connection.run('use explore')
    return connection
  }
  try {
    // Only a file that is attached may have blocks of another size.
    const attaching = await instance.connect()
    await attaching.run(`attach '${path.replaceAll("'", "''")}' as explore (row_group_size ${BLOCK})`)
    attaching.closeSync()
    const writer = await connect()
    const made = await writer.runAndReadAll("select 1 from duckdb_tables() where table_name = 'position'")
    if (made.currentRowCount === 0) await writer.run(TABLES)
    await writer.run(WAITING)
    const [found] = (await writer.runAndReadAll('select form, installation, snapshot from position')).getRowObjectsJS()
    const position = found ? String(found['snapshot']) : null
    if (found && (found['form'] !== FORM || found['installation'] !== installation || !(await isPast(pool, position!)))) {
      throw new Error('an index of another form or of another database')
    }
    const readers = await Promise.all(Array.from({ length: READERS }, connect))
    const close = () => {
      for (const connection of [...readers, writer]) connection.closeSync()
      instance.closeSync()
    }
    return { installation, writer, readers, position, close }
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
