create table work.custom_fields (
    integration_id uuid not null,
    stream text not null,
    field_id text not null,
    title text not null,
    type text not null,
    column_name text not null,
    within text[] not null,
    options jsonb not null,
    appeared_at timestamptz not null default now(),
    removed_at timestamptz,
    constraint custom_fields_key primary key (integration_id, stream, field_id)
);
comment on table work.custom_fields is 'Which custom fields each account has, and the column of the views that shows each.';
comment on column work.custom_fields.integration_id is 'The integration the row comes from.';
comment on column work.custom_fields.stream is 'The stream that names the field.';
comment on column work.custom_fields.field_id is 'The tool''s own immutable id.';
comment on column work.custom_fields.title is 'What the account calls it.';
comment on column work.custom_fields.type is 'What the tool calls its type.';
comment on column work.custom_fields.column_name is 'Column of the views of all streams whose records have the field.';
comment on column work.custom_fields.within is 'Projects or boards that have it; empty where all may.';
comment on column work.custom_fields.options is 'What the ids that its values may have stand for.';
comment on column work.custom_fields.appeared_at is 'When it was first seen.';
comment on column work.custom_fields.removed_at is 'When it was found absent; its column stays.';

grant select, insert, update, delete on work.custom_fields to "${application}";

-- A value that is not of a column's type is null there: one bad value must not refuse a whole query. Plain SQL, so that a
-- query may still run in parallel.
create function work.number_of(value text) returns numeric language sql immutable parallel safe as $$
    select case when value ~ '^[-+]?[0-9]{1,255}(\.[0-9]{1,255})?([eE][-+]?[0-9]{1,3})?$' then value::numeric end
$$;
comment on function work.number_of(text) is 'The number that a text is; null for any other text.';

create function work.truth_of(value text) returns boolean language sql immutable parallel safe as $$
    select case value when 'true' then true when 'false' then false end
$$;
comment on function work.truth_of(text) is 'The truth that a text is; null for any other text.';

create function work.date_of(value text) returns date language sql immutable parallel safe as $$
    select case
        when value !~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' or value like '0000%' then null
        when right(left(value, 10), 2)::int > extract(day from make_date(left(value, 4)::int, substr(value, 6, 2)::int, 1)
            + interval '1 month - 1 day') then null
        else make_date(left(value, 4)::int, substr(value, 6, 2)::int, right(left(value, 10), 2)::int)
    end
$$;
comment on function work.date_of(text) is 'The date that a text begins with, as ISO 8601 writes it; null for any other text.';

create function work.time_of(value text) returns timestamptz language sql stable parallel safe as $$
    select case
        when work.date_of(value) is null then null
        when length(value) = 10 then work.date_of(value)::timestamp at time zone 'UTC'
        when value ~ '^.{10}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?(Z|[-+](0[0-9]|1[0-5]):?[0-5][0-9])$'
            then value::timestamptz
    end
$$;
comment on function work.time_of(text) is 'The instant that a text is, as ISO 8601 writes it with its offset, or the first instant in UTC of a date; null for any other text.';

do $$
begin
    if exists (select from pg_roles where rolname = 'work_reader') then
        grant select on work.custom_fields to work_reader;
    end if;
end $$;
