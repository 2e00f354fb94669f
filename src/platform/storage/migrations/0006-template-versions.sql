-- Templates that a hub makes itself, and records that move from one version to a later one.

-- As its author wrote it; null where that is the document itself (shipped templates, and all of them before this file).
alter table template add column written jsonb;
alter table template add column author uuid references account;

create table template_migration (
  id uuid primary key,
  hub uuid not null references hub,
  template text not null,
  from_version integer not null,
  to_version integer not null check (to_version > from_version),
  -- {"fields": {old: new}, "terms": {old field: {old: new}}}
  renamed jsonb not null,
  reason text not null,
  -- `done` and `undone` are written in the transaction that writes the revisions.
  state text not null check (state in ('queued', 'done', 'undone')),
  job uuid references job,
  undo_job uuid references job,
  report jsonb,
  -- Also names the records that an undo left as they are, since they were revised after the migration.
  undo_report jsonb,
  created_by uuid not null references account,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  undone_by uuid references account,
  undone_at timestamptz
);
create index template_migration_by_template on template_migration (hub, template, created_at desc);

-- The revision that a migration gave each record, by which it can be undone.
create table migrated_record (
  hub uuid not null,
  migration uuid not null references template_migration,
  record uuid not null,
  revision integer not null,
  primary key (migration, record)
);
