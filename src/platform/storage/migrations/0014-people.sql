-- People, instruments, what they sign in with, and how they come to a hub.

alter table account
  add column kind text not null default 'person' check (kind in ('person', 'instrument', 'console')),
  -- Makes hubs and looks after accounts; sees no hub by that.
  add column administrator boolean not null default false,
  -- Cannot sign in any more; what the account wrote keeps its name.
  add column closed_at timestamptz;
update account set kind = 'console' where email is null and name = 'console';
-- Until now only the administrator could have a password.
update account set administrator = true where password_hash is not null;

alter table membership add column since timestamptz not null default now();

-- Who gave whom which role in which hub, and when; role is null where a membership ended. Only added to.
create table membership_change (
  id uuid primary key,
  hub uuid not null references hub,
  account uuid not null references account,
  role text check (role in ('lead', 'curator', 'researcher', 'instrument', 'reader')),
  changed_by uuid not null references account,
  at timestamptz not null
);
create index membership_change_by_hub on membership_change (hub, at desc);

alter table session
  drop constraint session_kind_check,
  add constraint session_kind_check check (kind in ('browser', 'console', 'token')),
  add column id uuid not null default gen_random_uuid() unique,
  -- A token's name, the one hub that it is good for, and the role that it has at most.
  add column name text,
  add column hub uuid references hub,
  add column at_most text check (at_most in ('lead', 'curator', 'researcher', 'instrument', 'reader')),
  add column last_used_at timestamptz,
  add constraint session_of_token check ((kind = 'token') = (name is not null and at_most is not null));
create index session_by_account on session (account);

create table invitation (
  id uuid primary key,
  hub uuid not null references hub,
  email text not null check (email = lower(email)),
  role text not null check (role in ('lead', 'curator', 'researcher', 'reader')),
  -- SHA-256 of the code in its link.
  code_hash bytea not null unique,
  created_by uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_by uuid references account,
  accepted_at timestamptz,
  withdrawn_at timestamptz
);
create index invitation_by_hub on invitation (hub, created_at desc);

-- A link by which somebody who forgot their password chooses another, once.
create table password_link (
  code_hash bytea primary key,
  account uuid not null references account,
  created_by uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
