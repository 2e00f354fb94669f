import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { NULL_MARK } from './changes.ts'
import { OF_RECORD } from './explore-tables.ts'

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

/** Tables of the connection's own in which the rows of a part wait; edges wait for the last part of a round. */
export const WAITING = Object.entries(FILES).map(([name, columns]) => `create temp table new_${name} (${columns});`).join('\n')
  + 'create temp table given (id uuid, number integer, known boolean, fields ubigint);'

/** A longer line than any that PostgreSQL would send: a text may be as long as a request. */
const LONGEST_LINE = 64 * 2 ** 20

/**
 * Takes the files of a part into the index, inside the caller's transaction; what stood there of its records goes.
 *
 * Edges are not resolved yet: they may lead to a record of a later part (see {@link takeEdges}).
 */
export async function takePart(on: DuckDBConnection, folder: string): Promise<void> {
  for (const name of Object.keys(FILES)) await on.run(`${name === 'edge' ? '' : `delete from new_${name};`} ${readFile(name, folder)}`)
  await on.run(GIVE_NUMBERS)
  const known = await on.runAndReadAll('select count(*) from given where known')
  if (Number(known.value(0, 0)) > 0) await on.run(FORGET_KNOWN)
  await on.run(GIVE_SETS)
  await on.run(KEEP)
}

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

function readFile(name: string, folder: string): string {
  return `insert into new_${name} select * from read_csv('${join(folder, `${name}.csv`).replaceAll("'", "''")}',
    header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '${NULL_MARK}', allow_quoted_nulls = false,
    max_line_size = ${name === 'other' ? LONGEST_LINE : 2 ** 20}, columns = {${columnTypes(FILES[name as keyof typeof FILES])}});`
}

function columnTypes(columns: string): string {
  return columns.split(',').map((column) => column.trim().split(/\s+/)).map(([name, type]) => `'${name}': '${type}'`).join(', ')
}

/** The fields that a record has, as `type:field`; a bit_xor of their hashes is the same in whatever order they come. */
const HAS = `
  select id, 'quantity:' || field as has from new_quantity
  union all select distinct id, 'terms:' || field from new_term
  union all select id, type || ':' || field from new_other`

const GIVE_NUMBERS = `
  delete from given;
  insert into given
    select new.id, coalesce(record.number, (select coalesce(max(number), 0) from record) + row_number() over (order by new.created_at, new.id)),
      record.number is not null, coalesce(sets.key, 0)
    from new_record as new left join record on record.id = new.id
    left join (select id, bit_xor(hash(has)) as key from (${HAS}) group by id) as sets on sets.id = new.id;`

const FORGET_KNOWN = [['record', 'number'], ...Object.entries(OF_RECORD)].map(([table, column]) => (
  `delete from ${table} where ${column} in (select number from given where known);`
)).join('\n')

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
  insert into record
    select given.number, new.id, hub, kind, stage, template, made_under, origin, state, name, source_key, epoch_ms(created_at)::timestamp_ms,
      element_set.number, field_set.number, team, owner, provider, level, epoch_ms(embargo_until)::timestamp_ms, pledge = 't'
    from new_record as new join given using (id) join element_set on element_set.written = new.elements
    join field_set on field_set.key = given.fields order by given.number;
  insert into quantity select field, number, value, high, bound from new_quantity join given using (id) order by field, number;
  insert into term select field, number, term from new_term join given using (id) order by field, number;
  insert into other select field, number, type, text from new_other join given using (id) order by field, number;
  insert into fraction select field, number, element, fraction from new_fraction join given using (id) order by field, number;`
