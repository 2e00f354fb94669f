-- Recipes that a hub keeps: versions are added and never changed (docs/decisions/0026-mapping.md).
create table recipe (
  hub uuid not null references hub,
  name text not null,
  version integer not null check (version > 0),
  -- YAML as it was written: its order is what people read.
  recipe text not null,
  author uuid not null references account,
  at timestamptz not null,
  primary key (hub, name, version)
);
create function refuse_recipe_change() returns trigger language plpgsql as $$
begin
  raise exception 'a kept recipe is never changed; add a version';
end $$;
create trigger recipe_is_immutable before update on recipe for each row execute function refuse_recipe_change();
