import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { NULL_MARK } from './changes.ts'
import { COMMON_COLUMNS, OF_RECORD } from './explore-tables.ts'

const FILES = {
  record: `id uuid, hub uuid, kind varchar, stage varchar, template varchar, made_under varchar, origin varchar, state varchar,
    name varchar, source_key varchar, created_at bigint, elements varchar, team uuid, owner uuid, provider varchar, level varchar,
    embargo_until bigint, pledge varchar`,
  quantity: 'id uuid, field varchar, value double, high double, bound varchar',
  term: 'id uuid, field varchar, term varchar',
  other: 'id uuid, field varchar, type varchar, text varchar',
  fraction: 'id uuid, field varchar, element varchar, fraction double',
  edge: 'id uuid, direction varchar, material uuid',
}

/**
 * Tables of the connection's own in which the rows of a part wait; edges wait for the last part of a round. Quantities are read
 * from their file instead: what is deleted of a table is kept until the round's transaction ends, and of a long import's
 * quantities that was 100 MB a part.
 */
export const WAITING = Object.entries(FILES).filter(([name]) => name !== 'quantity').map(([name, columns]) => `create temp table new_${name} (${columns});`).join('\n')
  + `create temp table given (id uuid, number integer, known boolean, fields ubigint);
    create temp table taken as select id, number, ${COMMON_COLUMNS}, created_at from record limit 0;`

/** A longer line than any that PostgreSQL would send: a text may be as long as a request. */
const LONGEST_LINE = 64 * 2 ** 20

/**
 * Takes the files of a part into the index, inside the caller's transaction; what stood there of its records goes.
 *
 * Edges are not resolved yet: they may lead to a record of a later part (see {@link takeEdges}).
 */
export async function takePart(on: DuckDBConnection, folder: string): Promise<void> {
  for (const name of Object.keys(FILES) as (keyof typeof FILES)[]) {
    const rows = `select * from ${fileOf(name, folder)}`
    if (name === 'quantity') await on.run(`create or replace temp view new_quantity as ${rows}`)
    else await on.run(`${name === 'edge' ? '' : `delete from new_${name};`} insert into new_${name} ${rows}`)
  }
  await on.run(GIVE_NUMBERS)
  await forgetKnown(on)
  await on.run(GIVE_SETS)
  await on.run(KEEP)
}

/** Takes out records that have left the database, inside the caller's transaction. */
export async function takeOut(on: DuckDBConnection, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += IDS_TOGETHER) {
    const list = ids.slice(start, start + IDS_TOGETHER).map((id) => `'${id}'`).join()
    await on.run(`delete from given; insert into given select id, number, true, 0 from record where id in (${list})`)
    await forgetKnown(on)
  }
}

const IDS_TOGETHER = 20_000

/** Resolves the edges that have waited; their ends are picked out first, or DuckDB would hash all records for a few edges. */
export async function takeEdges(on: DuckDBConnection): Promise<void> {
  await on.run(`
    insert into edge
      with ends as materialized (
        select id, number from record where id in (select id from new_edge union all select material from new_edge))
      select event.number, edge.direction, material.number from new_edge as edge
      join ends as event on event.id = edge.id join ends as material on material.id = edge.material
      order by event.number;
    delete from new_edge;`)
}

/** Adds up the tally once its changes are many beside what was summed: they need not be looked for among it each time. */
export async function sumTally(on: DuckDBConnection): Promise<void> {
  const counts = await on.runAndReadAll(`select (select count(*) from tally_change) > ${MANY} + (select count(*) from tally_summed) / 2`)
  if (counts.value(0, 0) !== true) return
  await on.run(`
    create temp table summed as select ${COMMON_COLUMNS}, sum(n)::integer as n from tally group by all having sum(n) <> 0 order by all;
    delete from tally_summed;
    delete from tally_change;
    insert into tally_summed from summed;
    drop table summed;`)
}

/** Changes of the tally that cost a question less than a millisecond. */
const MANY = 20_000

function fileOf(name: keyof typeof FILES, folder: string): string {
  return `read_csv('${join(folder, `${name}.csv`).replaceAll("'", "''")}',
    header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '${NULL_MARK}', allow_quoted_nulls = false,
    max_line_size = ${name === 'other' ? LONGEST_LINE : 2 ** 20}, columns = {${columnTypes(FILES[name])}})`
}

function columnTypes(columns: string): string {
  return columns.split(',').map((column) => column.trim().split(/\s+/)).map(([name, type]) => `'${name}': '${type}'`).join(', ')
}

/** The fields that a record has, as `type:field`; a bit_xor of their hashes is the same in whatever order they come. */
const HAS = `
  select id, 'quantity:' || field as has from new_quantity
  union all select distinct id, 'terms:' || field from new_term
  union all select id, type || ':' || field from new_other`

// The known are looked for by `in`: by a join DuckDB would not leave out the blocks that hold none of their ids.
const GIVE_NUMBERS = `
  delete from given;
  insert into given
    with known as materialized (select id, number from record where id in (select id from new_record))
    select new.id, coalesce(known.number, (select coalesce(max(number), 0) from record) + row_number() over (order by new.created_at, new.id)),
      known.number is not null, coalesce(sets.key, 0)
    from new_record as new left join known on known.id = new.id
    left join (select id, bit_xor(hash(has)) as key from (${HAS}) group by id) as sets on sets.id = new.id;`

/** As many numbers as DuckDB compares with what each block holds before it opens the block. */
const FEW = 500

/** Takes out what is said of the known records, whose numbers are written out where they are few. */
async function forgetKnown(on: DuckDBConnection): Promise<void> {
  const known = (await on.runAndReadAll(`select number from given where known order by number limit ${FEW + 1}`)).getColumns()[0] ?? []
  if (known.length === 0) return
  const numbers = known.length > FEW ? 'select number from given where known' : known.join()
  await on.run(`insert into tally_change select ${COMMON_COLUMNS}, -count(*)::integer from record where number in (${numbers}) group by all`)
  for (const [table, column] of [['record', 'number'], ...Object.entries(OF_RECORD)]) {
    await on.run(`delete from ${table} where ${column} in (${numbers})`)
  }
}

const GIVE_SETS = `
  insert into element_set
    select (select coalesce(max(number), 0) from element_set) + row_number() over (), written,
      case when written = '{}' then [] else string_split(trim(written, '{}'), ',')::utinyint[] end
    from (select distinct elements as written from new_record) where written not in (select written from element_set);
  insert into field_set
    with new as (select fields as key, any_value(id) as id from given where fields not in (select key from field_set) group by 1)
    select (select coalesce(max(number), 0) from field_set) + row_number() over (), key, coalesce(fields, [])
    from new left join (select id, list(has order by has) as fields from (${HAS}) semi join new using (id) group by id) as listed using (id);`

const KEEP = `
  delete from taken;
  insert into taken
    select new.id, given.number, hub, kind, stage, template, made_under, origin, state, element_set.number, field_set.number,
      epoch_ms(created_at)::timestamp_ms
    from new_record as new join given using (id) join element_set on element_set.written = new.elements
    join field_set on field_set.key = given.fields;
  insert into record
    select taken.number, taken.id, ${COMMON_COLUMNS.split(', ').map((column) => `taken.${column}`).join(', ')}, taken.created_at, name, source_key,
      lower(name || coalesce(chr(10) || source_key, '')), team, owner, provider, level, epoch_ms(embargo_until)::timestamp_ms, pledge = 't'
    from new_record as new join taken using (id) order by taken.number;
  insert into tally_change select ${COMMON_COLUMNS}, count(*)::integer from taken group by all;
  insert into quantity
    select field, number, ${COMMON_COLUMNS}, created_at, value, high, bound from new_quantity join taken using (id) order by field, number;
  insert into term select field, number, term from new_term join given using (id) order by field, number;
  insert into other select field, number, type, text from new_other join given using (id) order by field, number;
  insert into fraction select field, number, element, fraction from new_fraction join given using (id) order by field, number;`
