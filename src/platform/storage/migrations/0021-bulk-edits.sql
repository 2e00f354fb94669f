-- One change to many records: what was asked, and the revision of each record that its dry run saw (docs/decisions/0034-bulk-edit.md).
create table bulk_edit (
  id uuid primary key,
  hub uuid not null references hub,
  -- {"found": the filters of a search} or {"ids": how many were named}
  asked jsonb not null,
  change jsonb not null,
  -- `done` and `undone` are written in the transaction that writes the revisions.
  state text not null check (state in ('checked', 'queued', 'done', 'undone')),
  -- Of the dry run; once it is done, of what was done.
  report jsonb not null,
  reason text,
  job uuid references job,
  created_by uuid not null references account,
  created_at timestamptz not null,
  started_by uuid references account,
  finished_at timestamptz,
  undo_job uuid references job,
  undo_reason text,
  undo_report jsonb,
  undone_by uuid references account,
  undone_at timestamptz,
  check (state = 'checked' or (reason is not null and started_by is not null))
);
create index bulk_edit_by_hub on bulk_edit (hub, id desc);

create table edited_record (
  hub uuid not null references hub,
  edit uuid not null references bulk_edit on delete cascade,
  record uuid not null,
  -- The revision that the dry run saw, and the one that the edit made of it.
  upon integer not null,
  revision integer,
  primary key (edit, record)
);
create index edited_record_by_record on edited_record (record);
