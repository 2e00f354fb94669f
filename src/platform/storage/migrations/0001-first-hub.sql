-- Records and their revisions, lineage, and what is derived from the newest revision for searching.
--
-- `hub` leads every key so that it can become a distribution key (docs/architecture.md, "Growing past one machine").
-- Access columns stand on every record from the start: hub, team, owner, provider, level, embargo_until, pledge.

create table hub (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]*$'),
  title jsonb not null,
  example boolean not null default false,
  created_at timestamptz not null default now()
);

create table account (
  id uuid primary key,
  -- Lower case. Null for the console account, which signs in by the token file of the data folder.
  email text unique check (email = lower(email)),
  name text not null,
  password_hash text,
  created_at timestamptz not null default now()
);

create table membership (
  hub uuid not null references hub,
  account uuid not null references account,
  role text not null check (role in ('lead', 'curator', 'researcher', 'instrument', 'reader')),
  primary key (hub, account)
);

create table session (
  -- SHA-256 of the token; the token itself is only with its holder.
  token_hash bytea primary key,
  account uuid not null references account on delete cascade,
  kind text not null check (kind in ('browser', 'console')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table template (
  hub uuid not null references hub,
  name text not null,
  version integer not null check (version > 0),
  kind text not null check (kind in ('material', 'process', 'measurement')),
  stage text not null check (stage in ('design', 'property', 'processability', 'fabrication', 'performance')),
  document jsonb not null,
  created_at timestamptz not null default now(),
  primary key (hub, name, version)
);

create table job (
  id uuid primary key,
  hub uuid references hub,
  kind text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress real not null default 0,
  message jsonb,
  payload jsonb not null default '{}',
  result jsonb,
  error jsonb,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);

-- A file's bytes lie in the file store under their SHA-256; this says which hub holds it.
create table file (
  hub uuid not null references hub,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  media_type text not null,
  created_by uuid not null references account,
  created_at timestamptz not null default now(),
  primary key (hub, sha256)
);

create table import (
  id uuid primary key,
  hub uuid not null references hub,
  recipe_name text not null,
  recipe jsonb not null,
  file_sha256 text not null,
  file_name text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  job uuid references job,
  report jsonb,
  problem jsonb,
  created_by uuid not null references account,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index import_by_hub on import (hub, created_at desc);

-- The newest revision of each record, narrow, for lists and filters.
create table record (
  hub uuid not null references hub,
  id uuid not null,
  kind text not null check (kind in ('material', 'process', 'measurement')),
  stage text not null,
  template text not null,
  template_version integer not null,
  name text not null,
  origin text not null check (origin in ('measured', 'computed', 'predicted', 'specified')),
  state text not null check (state in ('planned', 'done', 'failed', 'aborted')),
  source jsonb not null,
  -- DOI, or database name and identifier; null for own work.
  source_key text,
  trl smallint check (trl between 1 and 9),
  -- The material that a measurement observes.
  of_material uuid,
  -- Atomic numbers of the nearest composition up the lineage, ascending.
  elements smallint[] not null default '{}',
  revision integer not null,
  content jsonb not null,
  team uuid,
  owner uuid not null references account,
  provider text,
  level text not null default 'hub',
  embargo_until timestamptz,
  pledge boolean not null default false,
  import uuid references import,
  created_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id(),
  primary key (hub, id)
);
create index record_by_id on record (id);
create index record_by_time on record (hub, created_at desc, id desc);
create index record_by_template on record (hub, template, created_at desc, id desc);
create index record_by_stage on record (hub, stage, created_at desc, id desc);
create index record_of_material on record (hub, of_material) where of_material is not null;
create index record_elements on record using gin (elements);

-- Immutable. The trigger refuses what the code never does.
create table revision (
  hub uuid not null,
  record uuid not null,
  n integer not null check (n > 0),
  parent text,
  hash text not null,
  author uuid not null references account,
  at timestamptz not null,
  reason text not null,
  content jsonb not null,
  primary key (hub, record, n),
  foreign key (hub, record) references record (hub, id) deferrable initially deferred
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'revisions are never changed; add one';
end $$;
create trigger revision_is_immutable before update or delete on revision
  for each row execute function refuse_change();

-- Numbers of the newest revision, in SI, for ranges and histograms. Clustered by meaning: field first.
create table quantity (
  hub uuid not null,
  field text not null,
  record uuid not null,
  value double precision not null,
  high double precision,
  standard_uncertainty double precision,
  bound text check (bound in ('<', '<=', '>', '>=')),
  primary key (hub, record, field),
  foreign key (hub, record) references record (hub, id) deferrable initially deferred
);
create index quantity_by_value on quantity (hub, field, value, record);

create table term (
  hub uuid not null,
  field text not null,
  record uuid not null,
  term text not null,
  primary key (hub, record, field, term),
  foreign key (hub, record) references record (hub, id) deferrable initially deferred
);
create index term_by_term on term (hub, field, term, record);

-- Lineage. Edges belong to the process's newest revision.
create table edge (
  hub uuid not null,
  process uuid not null,
  direction text not null check (direction in ('input', 'output')),
  position integer not null,
  material uuid not null,
  role text,
  amount jsonb,
  primary key (hub, process, direction, position),
  foreign key (hub, process) references record (hub, id) deferrable initially deferred,
  foreign key (hub, material) references record (hub, id) deferrable initially deferred
);
create index edge_by_material on edge (hub, material, direction);

-- Which record a row of an imported file is: hub + recipe + key columns.
create table import_identity (
  hub uuid not null references hub,
  recipe_name text not null,
  key text not null,
  record uuid not null,
  -- SHA-256 of the draft's canonical content: an unchanged row makes nothing.
  content_hash text not null,
  primary key (hub, recipe_name, key)
);

create table table_definition (
  id uuid primary key,
  hub uuid not null references hub,
  name text not null,
  version integer not null,
  definition jsonb not null,
  created_by uuid not null references account,
  created_at timestamptz not null default now(),
  unique (hub, name, version)
);

create table model (
  id uuid primary key,
  hub uuid not null references hub,
  name text not null,
  title jsonb not null,
  version integer not null,
  state text not null check (state in ('training', 'ready', 'failed', 'cancelled')),
  request jsonb not null,
  job uuid references job,
  problem jsonb,
  card jsonb,
  -- SHA-256 of the fitted model in the file store.
  artefact text,
  created_by uuid not null references account,
  created_at timestamptz not null default now(),
  unique (hub, name, version)
);

create table campaign (
  id uuid primary key,
  hub uuid not null references hub,
  model uuid not null references model,
  request jsonb not null,
  ranking jsonb not null default '[]',
  -- The best known record when the last round was made.
  best jsonb,
  job uuid references job,
  problem jsonb,
  created_by uuid not null references account,
  created_at timestamptz not null default now()
);

create table proposal (
  id uuid primary key,
  hub uuid not null references hub,
  campaign uuid not null references campaign,
  n integer not null,
  -- `replaced`: a later round took its place before anyone decided.
  state text not null check (state in ('proposed', 'accepted', 'declined', 'replaced')),
  point jsonb not null,
  prediction jsonb not null,
  reason_declined text,
  process uuid,
  decided_by uuid references account,
  created_at timestamptz not null default now(),
  unique (campaign, n)
);
