-- Drafts and comments. A draft is no record: nothing that lists, counts or learns reads this table.

create table draft (
  id uuid primary key,
  hub uuid not null references hub,
  author uuid not null references account,
  state text not null check (state in ('open', 'submitted', 'sent_back', 'accepted', 'discarded')),
  -- Counts its saves, so that nobody accepts what they have not read.
  version integer not null check (version > 0),
  -- What one form writes: new records that refer to one another by key, and revisions; the last is the form's own.
  records jsonb not null,
  reason text not null,
  -- Key, id and revision of the records that it became.
  made jsonb,
  decided_by uuid references account,
  decided_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index draft_by_state on draft (hub, state, changed_at desc);
create index draft_by_author on draft (hub, author, changed_at desc);
-- Who accepted a revision is asked from its record.
create index draft_by_made on draft using gin (made jsonb_path_ops) where made is not null;

create table comment (
  id uuid primary key,
  hub uuid not null references hub,
  record uuid,
  draft uuid references draft,
  author uuid not null references account,
  -- Empty once it is withdrawn: its place stays, its words go.
  text text not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references account,
  check (num_nonnulls(record, draft) = 1),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check (withdrawn_at is null or text = ''),
  foreign key (hub, record) references record (hub, id)
);
create index comment_by_record on comment (hub, record, at) where record is not null;
create index comment_by_draft on comment (draft, at) where draft is not null;
