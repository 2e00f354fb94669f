-- What a request with an Idempotency-Key has written, in the transaction that wrote it: sent again after an answer was
-- lost, it is answered and not done again.
create table written_once (
  account uuid not null references account,
  key text not null,
  -- SHA-256 of method, address and body: a key stands for one request.
  request text not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (account, key)
);
create index written_once_by_time on written_once (at);
