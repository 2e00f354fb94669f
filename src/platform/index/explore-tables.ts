/** Raise it with every change of what the index holds: one of another form is made anew. */
export const FORM = '3'

/** What many records have in common. It stands with each record, with each of its quantities, and in the tally, under the same names. */
const COMMON = {
  hub: 'uuid', kind: 'varchar', stage: 'varchar', template: 'varchar', made_under: 'varchar', origin: 'varchar', state: 'varchar',
  elements: 'integer', fields: 'integer',
}
export const COMMON_COLUMNS = Object.keys(COMMON).join(', ')
const common = Object.entries(COMMON).map((column) => column.join(' ')).join(', ')

/**
 * The tables of the explore index, in DuckDB's SQL.
 *
 * They say what PostgreSQL's say, in fewer bytes: a record has a `number`, given once and kept through revisions; its
 * elements and the fields that it has are each one of some thousand sets; what a measurement is of stands among the
 * edges (`of`), and so does, beside its `output`, a piece that is called representative (`piece`). Values come in runs sorted by field, so that a question about one field reads little of the others.
 *
 * A condition on what is common, on `number` and on `created_at` reads the same on `record` and on `quantity`; one on what is
 * common alone also on `tally`, which says how many records (`n`, to be summed) have the same in common. What changes is added to the
 * tally with its sign, beside what was summed before.
 */
export const TABLES = `
  create table position (form varchar, installation varchar, snapshot varchar);
  create table record (
    number integer, id uuid, ${common}, created_at timestamp_ms, name varchar, source_key varchar, sought varchar,
    team uuid, owner uuid, provider varchar, level varchar, embargo_until timestamp_ms, pledge boolean
  );
  create table element_set (number integer, written varchar, elements utinyint[]);
  create table field_set (number integer, key ubigint, fields varchar[]);
  create table quantity (field varchar, number integer, ${common}, created_at timestamp_ms, value double, high double, bound varchar);
  create table tally_summed (${common}, n integer);
  create table tally_change (${common}, n integer);
  create view tally as from tally_summed union all from tally_change;
  create table term (field varchar, record integer, term varchar);
  create table other (field varchar, record integer, type varchar, text varchar);
  create table fraction (field varchar, record integer, element varchar, fraction double);
  create table edge (event integer, direction varchar, material integer);
`

/** What is said of a record by its number, and goes when it is revised. */
export const OF_RECORD = { quantity: 'number', term: 'record', other: 'record', fraction: 'record', edge: 'event' } as const
