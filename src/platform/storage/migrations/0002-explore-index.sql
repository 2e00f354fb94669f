-- The explore index (docs/decisions/0012-explore-index.md) follows what has changed since a snapshot and answers what
-- was searched here before.

-- Names this database, so that an index of another is never taken for its own.
create table installation (
  id uuid not null default gen_random_uuid()
);
insert into installation default values;

create index record_by_change on record (changed_xid);

-- One place for it: whatever changes a record is seen by those who follow.
create function note_change() returns trigger language plpgsql as $$
begin
  new.changed_xid := pg_current_xact_id();
  return new;
end $$;
create trigger record_notes_change before update on record
  for each row execute function note_change();

drop index record_elements;
drop index record_by_stage;
drop index quantity_by_value;
drop index term_by_term;
