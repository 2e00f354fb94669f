-- Deletion for privacy or law: contents go, tombstones stay (docs/decisions/0035-deletion.md).
create table deletion (
  id uuid primary key,
  hub uuid not null references hub,
  record uuid,
  file text,
  -- Files that go with a record: their bytes are removed after the commit, or at the next start.
  files text[] not null default '{}',
  reason text not null,
  deleted_by uuid not null references account,
  at timestamptz not null,
  check (num_nonnulls(record, file) = 1),
  unique (hub, record),
  unique (hub, file)
);

alter table record add column deleted_at timestamptz;
alter table file add column deleted_at timestamptz;
drop view record_with_content;
create view record_with_content as
  select record.*, revision.content from record
  join revision on revision.hub = record.hub and revision.record = record.id and revision.n = record.revision;

-- What is left of a content: what it was, and what it was linked to. The same as erasedContent in src/record/erasure.
create function erased_links(parts jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(jsonb_build_object('material', part.value -> 'material') order by part.place), '[]')
  from jsonb_array_elements(parts) with ordinality as part (value, place)
$$;
create function erased_content(content jsonb) returns jsonb language sql immutable as $$
  select jsonb_build_object('kind', content -> 'kind', 'template', content -> 'template', 'name', '–', 'origin', content -> 'origin',
      'source', jsonb_build_object('kind', 'own'), 'values', '{}'::jsonb)
    || case content ->> 'kind'
      when 'measurement' then jsonb_build_object('state', content -> 'state', 'of', content -> 'of')
      when 'process' then jsonb_build_object('state', content -> 'state', 'planned', '{}'::jsonb,
        'inputs', erased_links(content -> 'inputs'), 'outputs', erased_links(content -> 'outputs'))
      else '{}'::jsonb end
$$;

-- An import that knew it from before would write it anew.
create or replace function note_change() returns trigger language plpgsql as $$
begin
  if old.deleted_at is not null and new.revision <> old.revision then
    raise exception 'a deleted record has no further revision';
  end if;
  new.changed_xid := pg_current_xact_id();
  return new;
end $$;

alter table revision add column erased boolean not null default false;
-- Revisions are never changed, but for this: of a record that has been deleted, a revision is erased once, and of its row nothing
-- changes but the content, which becomes what is left of it, the reason, which becomes empty, and the mark.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if not old.erased and new.erased and new.reason = '' and new.content = erased_content(old.content)
      and to_jsonb(new) - '{content,reason,erased}'::text[] = to_jsonb(old) - '{content,reason,erased}'::text[]
      and exists (select from deletion where deletion.hub = old.hub and deletion.record = old.record)
    then
      return new;
    end if;
  end if;
  raise exception 'revisions are never changed; add one';
end $$;

-- A frozen table is never changed, but that it loses its files with a record that it held: its row then says why.
create or replace function refuse_thaw() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.state = 'failed' and to_jsonb(new) - '{state,problem}'::text[] = to_jsonb(old) - '{state,problem}'::text[]
      and exists (select from deletion where deletion.hub = old.hub)
    then
      return new;
    end if;
  end if;
  raise exception 'a frozen table is never changed; freeze the table again';
end $$;
