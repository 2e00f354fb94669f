-- A field's test methods were one line of text; they are a list of standards with their titles.

create function pg_temp.with_methods(document jsonb) returns jsonb language sql as $$
  select jsonb_set(document, '{fields}', jsonb_agg(
    case when field ? 'method'
      then field - 'method' || jsonb_build_object('methods', jsonb_build_array(jsonb_build_object('standard', left(field ->> 'method', 80))))
      else field end
    order by place))
  from jsonb_array_elements(document -> 'fields') with ordinality as each (field, place)
$$;

update template set document = pg_temp.with_methods(document)
where jsonb_path_exists(document, '$.fields[*].method');
update template set written = pg_temp.with_methods(written)
where jsonb_path_exists(written, '$.fields[*].method');
