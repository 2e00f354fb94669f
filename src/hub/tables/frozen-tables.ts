import { sql } from 'kysely'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { FrozenTableSchema } from '#contract/schemas/table.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { writeOnce } from '../write-once.ts'
import { readFrozen } from './read-frozen.ts'
import { frozenPage } from './row-pages.ts'
import type { RowsAsked, TableRows } from './row-pages.ts'

export type FrozenTable = z.infer<typeof FrozenTableSchema>

/** Starts to keep a table as it stands; the next number of its name. */
export async function freezeTable(at: Installation, actor: Actor, table: string): Promise<FrozenTable> {
  const { hub, name } = await tableFor(at, actor, table, 'learn')
  const id = newId()
  const frozen = await writeOnce(at, actor, async (trx) => {
    await lockHub(trx, hub)
    const newest = await trx
      .selectFrom('frozen_table').select('n').where('hub', '=', hub).where('name', '=', name)
      .orderBy('n', 'desc').limit(1).executeTakeFirst()
    const job = await at.jobs.enqueue('freeze', { frozen: id }, { hub, within: trx })
    await trx
      .insertInto('frozen_table')
      .values({
        id, hub, table_definition: table, name, n: (newest?.n ?? 0) + 1, state: 'freezing', job, created_by: actor.account,
        created_at: at.now(),
      })
      .execute()
    return id
  })
  return getFrozenTable(at, actor, frozen)
}

/** Frozen tables of one name, newest first; `table` is any version of it. */
export async function listFrozenTables(
  at: Installation, actor: Actor, table: string, asked: PageAsked,
): Promise<{ frozen: FrozenTable[]; next: string | null }> {
  const { hub, name } = await tableFor(at, actor, table, 'read')
  const { rows, next } = await readPage('frozen tables', asked, (after, most) => frozenRows(at)
    .where('frozen_table.hub', '=', hub).where('frozen_table.name', '=', name)
    .$if(after !== null, (query) => query.where(sql<boolean>`frozen_table.n < (select n from frozen_table where id = ${after})`))
    .orderBy('frozen_table.n', 'desc').limit(most).execute())
  return { frozen: rows.map(asFrozenTable), next }
}

/** A frozen table that the actor may read. */
export async function getFrozenTable(at: Installation, actor: Actor, id: string): Promise<FrozenTable> {
  return asFrozenTable(await frozenFor(at, actor, id))
}

/** A page of a frozen table's rows, as they stood. */
export async function getFrozenRows(
  at: Installation, actor: Actor, id: string, asked: RowsAsked,
): Promise<TableRows> {
  const { built } = await thawTable(at, actor, id)
  return frozenPage(id, asked, built)
}

/** A whole frozen table for those who learn from it; refused until it is ready. */
export async function thawTable(at: Installation, actor: Actor, id: string) {
  const row = await frozenFor(at, actor, id)
  if (row.state !== 'ready') throw notReady(row)
  return { hub: row.hub_id, frozen: asFrozenTable(row), built: await readFrozen(at, row.parquet!, row.manifest!) }
}

async function tableFor(at: Installation, actor: Actor, id: string, action: 'read' | 'learn') {
  const row = await at.db.selectFrom('table_definition').select(['hub', 'name']).where('id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub, action))) throw noSuch('table', id)
  return row
}

async function frozenFor(at: Installation, actor: Actor, id: string): Promise<Row> {
  const row = await frozenRows(at).where('frozen_table.id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub_id, 'read'))) throw noSuch('table', id)
  return row
}

function frozenRows(at: Installation) {
  return at.db
    .selectFrom('frozen_table')
    .innerJoin('account', 'account.id', 'frozen_table.created_by')
    .innerJoin('hub', 'hub.id', 'frozen_table.hub')
    .innerJoin('table_definition', 'table_definition.id', 'frozen_table.table_definition')
    .leftJoin('job', 'job.id', 'frozen_table.job')
    // A job may end without a word from its task, when its process was killed over and over: then its end is the table's.
    .select([
      sql<FrozenTable['state']>`case when frozen_table.state = 'freezing' and job.state in ('failed', 'cancelled')
        then job.state else frozen_table.state end`.as('state'),
      sql<Text | null>`coalesce(frozen_table.problem,
        case when frozen_table.state = 'freezing' then job.error->'text' end)`.as('problem'),
      'frozen_table.id', 'frozen_table.name', 'frozen_table.n', 'frozen_table.job', 'frozen_table.rows', 'frozen_table.columns',
      'frozen_table.parquet', 'frozen_table.parquet_size', 'frozen_table.manifest', 'frozen_table.manifest_size',
      'frozen_table.created_at', 'frozen_table.table_definition as table', 'table_definition.version',
      'account.name as created_by', 'hub.slug as hub', 'hub.id as hub_id',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof frozenRows>['executeTakeFirstOrThrow']>>

function asFrozenTable({ hub_id: _, parquet, parquet_size, manifest, manifest_size, ...row }: Row): FrozenTable {
  const file = (sha256: string | null, size: number | null) => (sha256 === null ? null : { sha256, size: Number(size) })
  return {
    ...row, created_at: row.created_at.toISOString(), parquet: file(parquet, parquet_size), manifest: file(manifest, manifest_size),
  }
}

function notReady({ id, name, n, state }: Pick<Row, 'id' | 'name' | 'n' | 'state'>): Refusal {
  return new Refusal(
    'table.not_frozen',
    {
      en: `Frozen table ${n} of “${name}” is ${state}; it can be read once it is ready.`,
      ko: `“${name}”의 동결본 ${n}의 상태는 ${state}입니다. 준비가 끝나야 읽을 수 있습니다.`,
    },
    { frozen_table: id, state },
  )
}
