-- A table as it stood once: two files in the file store, and who kept them when.
create table frozen_table (
  id uuid primary key,
  hub uuid not null references hub,
  table_definition uuid not null references table_definition,
  -- Counts the frozen tables of one name in a hub, over all versions of its definition.
  n integer not null check (n > 0),
  name text not null,
  state text not null check (state in ('freezing', 'ready', 'failed', 'cancelled')),
  job uuid references job,
  problem jsonb,
  rows integer,
  columns integer,
  parquet text,
  parquet_size bigint,
  manifest text,
  manifest_size bigint,
  created_by uuid not null references account,
  created_at timestamptz not null default now(),
  unique (hub, name, n),
  check (state <> 'ready' or (rows is not null and columns is not null and parquet is not null and manifest is not null
    and parquet_size is not null and manifest_size is not null))
);
create index frozen_table_by_file on frozen_table (parquet);
create index frozen_table_by_manifest on frozen_table (manifest);

create function refuse_thaw() returns trigger language plpgsql as $$
begin
  raise exception 'a frozen table is never changed; freeze the table again';
end $$;
create trigger frozen_table_is_immutable before update or delete on frozen_table
  for each row when (old.state = 'ready') execute function refuse_thaw();
