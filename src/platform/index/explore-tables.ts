/** Raise it with every change of what the index holds: one of another form is made anew. */
export const FORM = '1'

/**
 * The tables of the explore index, in DuckDB's SQL.
 *
 * They say what PostgreSQL's say, in fewer bytes: a record has a `number`, given once and kept through revisions; its
 * elements and the fields that it has are each one of some thousand sets; what a measurement is of stands among the
 * edges. Values come in runs sorted by field, so that a question about one field reads little of the others.
 */
export const TABLES = `
  create table position (form varchar, installation varchar, snapshot varchar);
  create table record (
    number integer, id uuid, hub uuid, kind varchar, stage varchar, template varchar, made_under varchar, origin varchar,
    state varchar, name varchar, source_key varchar, created_at timestamp_ms, elements integer, fields integer,
    team uuid, owner uuid, provider varchar, level varchar, embargo_until timestamp_ms, pledge boolean
  );
  create table element_set (number integer, written varchar, elements utinyint[]);
  create table field_set (number integer, key ubigint, fields varchar[]);
  create table quantity (field varchar, record integer, value double, high double, bound varchar);
  create table term (field varchar, record integer, term varchar);
  create table other (field varchar, record integer, type varchar, text varchar);
  create table fraction (field varchar, record integer, element varchar, fraction double);
  create table edge (event integer, direction varchar, material integer);
`

/** What is said of a record by its number, and goes when it is revised. */
export const OF_RECORD = { quantity: 'record', term: 'record', other: 'record', fraction: 'record', edge: 'event' } as const
