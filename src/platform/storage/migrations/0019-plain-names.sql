-- What sheets name: a material by its name, whatever its letters' case and what stands between its parts.
create function plain_name(name text) returns text language sql immutable parallel safe strict
  return lower(regexp_replace(name, '[\s_./·–-]+', '', 'g'));
create index record_by_plain_name on record (hub, template, plain_name(name)) where kind = 'material';
