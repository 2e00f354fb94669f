-- Searches that somebody saved for themselves, and when they last looked (docs/decisions/0036-saved-searches.md).
create table saved_search (
  id uuid primary key,
  hub uuid not null references hub,
  account uuid not null references account,
  name text not null,
  -- As the record list takes it.
  filter jsonb not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  -- What could be seen then, and since when something was being written that could not.
  seen_snapshot text,
  open_since timestamptz
);
create unique index saved_search_by_name on saved_search (account, lower(name));
