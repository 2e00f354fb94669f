-- A withdrawn record leaves `record` and its edges: no list, count, table, plot or model can still know it. What it said stays in
-- `revision`; its row waits here, to come back as it was (docs/decisions/0024-withdrawal.md).
create table withdrawal (
  hub uuid not null references hub,
  record uuid not null,
  -- The newest revision then; a record that came back and is withdrawn again has a later one.
  n integer not null,
  kept jsonb not null,
  withdrawn_by uuid not null references account,
  at timestamptz not null,
  reason text not null,
  restored_by uuid references account,
  restored_at timestamptz,
  changed_xid xid8 not null default pg_current_xact_id(),
  primary key (hub, record, n)
);
create unique index withdrawal_now on withdrawal (record) where restored_at is null;
create index withdrawal_by_change on withdrawal (changed_xid);

-- Comments stay with what they are about, also while that is withdrawn.
alter table comment drop constraint comment_hub_record_fkey;

-- Which import wrote a revision, so that an import can be undone.
alter table revision add column import uuid;
create index revision_by_import on revision (import) where import is not null;

alter table import
  add column undone_by uuid references account,
  add column undone_at timestamptz,
  add column undo_reason text,
  add column undo_job uuid references job,
  add column undo_report jsonb,
  drop constraint import_state_check,
  add constraint import_state_check check (state in ('queued', 'running', 'done', 'failed', 'undone'));
-- What imports made before.
alter table revision disable trigger revision_is_immutable;
update revision set import = record.import from record
where revision.hub = record.hub and revision.record = record.id and revision.n = 1 and record.import is not null;
alter table revision enable trigger revision_is_immutable;
