-- Files on their way in parts, and how much the files of a hub may take (docs/decisions/0033-uploads-and-quotas.md).
-- Bytes; null: no limit.
alter table hub add column file_quota bigint check (file_quota >= 0);

create table upload (
  id uuid primary key,
  hub uuid not null references hub,
  account uuid not null references account,
  size bigint not null,
  -- So many bytes are on disk; what lies there beyond them is of an unfinished part.
  received bigint not null default 0 check (received between 0 and size),
  media_type text not null,
  -- Set when all bytes are there, before they become a file.
  sha256 text,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index upload_by_hub on upload (hub, expires_at);
