create table work.key_history (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    external_id text not null,
    key text not null,
    until_at timestamptz not null,
    constraint key_history_key primary key (integration_id, stream, external_id, until_at)
);
comment on table work.key_history is 'Short keys that items had before they were moved or renamed.';
comment on column work.key_history.integration_id is 'The integration the row comes from.';
comment on column work.key_history.stream is 'The stream of the tool.';
comment on column work.key_history.external_id is 'The tool''s own immutable id.';
comment on column work.key_history.key is 'The key it had.';
comment on column work.key_history.until_at is 'When another key was stored.';

create index key_history_key_index on work.key_history (integration_id, key);

-- Here and not where items are written, since a merge and a new mapping both write them.
create function work.keep_key() returns trigger language plpgsql as $$
begin
    insert into work.key_history (integration_id, stream, external_id, key, until_at)
    values (old.integration_id, old.stream, old.external_id, old.key, clock_timestamp());
    return null;
end $$;
comment on function work.keep_key is 'Keeps the key that an item had.';

create trigger items_key_history after update of key on work.items
    for each row when (old.key is distinct from new.key and old.key is not null) execute function work.keep_key();

create view work.item_keys as
    select integration_id, stream, external_id, key, null::timestamptz as until_at from work.items where key is not null
    union all
    select integration_id, stream, external_id, key, until_at from work.key_history;
comment on view work.item_keys is 'Every key by which an item is or was known, so that one from before a move is still found.';

grant select, insert, update, delete on work.key_history to "${application}";
grant select on work.item_keys to "${application}";

do $$
begin
    if exists (select from pg_roles where rolname = 'work_reader') then
        grant select on work.key_history, work.item_keys to work_reader;
    end if;
end $$;
