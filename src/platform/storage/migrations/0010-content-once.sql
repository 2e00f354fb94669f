-- What a record says is kept once, in its revision; `record` is what lists and the explore index ask of the newest
-- (docs/decisions/0022-content-once.md). What can be searched in it stands in arrays: rows of their own for each number
-- and term took half of the room and of the server's time in an import, and only the explore index read them.
alter table record
  -- Numbers in SI: of the field at the same place, with the end of a range, and the bound of a censored value.
  add column number_fields text[] not null default '{}',
  add column numbers double precision[] not null default '{}',
  -- Null where no number has one.
  add column number_highs double precision[],
  add column number_bounds text[],
  add column term_fields text[] not null default '{}',
  add column terms text[] not null default '{}',
  add check (cardinality(numbers) = cardinality(number_fields) and cardinality(terms) = cardinality(term_fields));

-- Nothing changes that an index follows.
alter table record disable trigger record_notes_change;
with said as (
  select hub, record, array_agg(field order by field) as fields, array_agg(value order by field) as numbers,
    array_agg(high order by field) as highs, array_agg(bound order by field) as bounds,
    count(high) as with_high, count(bound) as with_bound
  from quantity group by 1, 2
)
update record set number_fields = said.fields, numbers = said.numbers,
  number_highs = case when with_high > 0 then said.highs end, number_bounds = case when with_bound > 0 then said.bounds end
from said where record.hub = said.hub and record.id = said.record;
with said as (
  select hub, record, array_agg(field order by field, term) as fields, array_agg(term order by field, term) as terms from term group by 1, 2
)
update record set term_fields = said.fields, terms = said.terms from said where record.hub = said.hub and record.id = said.record;
alter table record enable trigger record_notes_change;
drop table quantity, term;

alter table record drop column content;
create view record_with_content as
  select record.*, revision.content from record
  join revision on revision.hub = record.hub and revision.record = record.id and revision.n = record.revision;
-- One function writes record, revision and edges together; accounts, imports and records are never removed. These keys could
-- only repeat it, row by row, for a third of the server's time in an import. Edges keep theirs: whoever writes names their ends.
alter table revision drop constraint revision_hub_record_fkey, drop constraint revision_author_fkey;
alter table record drop constraint record_owner_fkey, drop constraint record_import_fkey;
-- Lists come from the explore index; of a template's records, tables and migrations ask in the order of their ids.
drop index record_by_time, record_by_template;
create index record_by_template on record (hub, template, id);

-- Written anew, without the room of what was dropped.
cluster record using record_pkey;
alter table record set without cluster;
