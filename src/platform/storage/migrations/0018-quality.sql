-- What checks found in records, how complete each record is, and how far the checks have come (docs/decisions/0027-quality.md).
create table finding (
  id uuid primary key,
  hub uuid not null references hub,
  record uuid not null,
  -- The revision that it speaks of; once the record says something else, it is of no more account.
  revision integer not null,
  code text not null,
  -- Empty where it is about the whole record.
  field text not null,
  severity text not null check (severity in ('contradiction', 'remark')),
  -- Version of the check: a later one asks again what was dismissed.
  version integer not null,
  details jsonb not null,
  state text not null default 'open' check (state in ('open', 'dismissed', 'accepted')),
  found_at timestamptz not null,
  decided_by uuid references account,
  decided_at timestamptz,
  reason text,
  unique (hub, record, revision, code, field),
  check ((state = 'open') = (decided_by is null))
);
create index finding_by_state on finding (hub, state, id);

-- Points against a record for what it leaves out; those for open findings are added when a grade is asked.
create table completeness (
  hub uuid not null references hub,
  record uuid not null,
  revision integer not null,
  template text not null,
  points smallint not null,
  primary key (hub, record)
);

-- The last run of a hub's checks: the snapshot that it read from, and which checks it made.
create table quality_run (
  hub uuid primary key references hub,
  position text not null,
  checks text not null,
  at timestamptz not null,
  records_checked integer not null,
  templates_compared integer not null,
  seconds real not null
);
