create table bactrian.sessions (
    id uuid not null,
    hash bytea not null,
    key_id uuid not null references bactrian.api_keys on delete cascade,
    created_at timestamptz not null,
    used_at timestamptz not null,
    constraint sessions_id_key primary key (id),
    constraint sessions_hash_key unique (hash)
);
comment on table bactrian.sessions is 'Browsers that a key was turned into a cookie for; they end with the key.';
comment on column bactrian.sessions.id is 'Id.';
comment on column bactrian.sessions.hash is 'SHA-256 of the cookie.';
comment on column bactrian.sessions.key_id is 'The key it stands for.';
comment on column bactrian.sessions.created_at is 'When it began.';
comment on column bactrian.sessions.used_at is 'When it was last used, to the minute.';

create index sessions_key_index on bactrian.sessions (key_id);

create table bactrian.answers (
    key_id uuid not null,
    idempotency_key text not null,
    request_hash bytea not null,
    status integer,
    headers jsonb,
    body text,
    begun_at timestamptz not null,
    constraint answers_key primary key (key_id, idempotency_key)
);
comment on table bactrian.answers is 'Answers to requests with an Idempotency-Key, to be given again.';
comment on column bactrian.answers.key_id is 'Key of the caller.';
comment on column bactrian.answers.idempotency_key is 'What the caller named the request.';
comment on column bactrian.answers.request_hash is 'SHA-256 of verb, path, query and body.';
comment on column bactrian.answers.status is 'Status of the answer; null while there is none.';
comment on column bactrian.answers.headers is 'Headers of the answer.';
comment on column bactrian.answers.body is 'Body of the answer, without a secret.';
comment on column bactrian.answers.begun_at is 'When the request came.';

create index answers_begun_index on bactrian.answers (begun_at);

create table bactrian.audit_links (
    position bigint not null,
    entry_id bigint not null,
    hash bytea not null,
    constraint audit_links_position_key primary key (position),
    constraint audit_links_entry_key unique (entry_id)
);
comment on table bactrian.audit_links is 'Chains each audit entry to those committed before it, so that a change of any is found.';
comment on column bactrian.audit_links.position is 'Place in the order of the commits, without a gap.';
comment on column bactrian.audit_links.entry_id is 'The entry.';
comment on column bactrian.audit_links.hash is 'SHA-256 of the hash before and the entry.';

create function bactrian.audit_hash(before bytea, entry bactrian.audit_entries) returns bytea
    language sql stable set timezone = 'UTC'
    return sha256(before || convert_to(jsonb_build_array(
        entry.id, entry.noted_at, entry.key_id, entry.caller, entry.role, entry.address, entry.request_id, entry.action,
        entry.subject, entry.project_id, entry.result)::text, 'UTF8'));
comment on function bactrian.audit_hash is 'What chains an entry to the one before.';

-- Runs when the transaction commits, so that the chain is held for that moment only and no transaction waits for another's work.
create function bactrian.link_audit_entry() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    head bactrian.audit_links;
begin
    perform pg_advisory_xact_lock(hashtext('bactrian.audit_links'));
    select * into head from bactrian.audit_links order by position desc limit 1;
    insert into bactrian.audit_links (position, entry_id, hash)
    values (coalesce(head.position, 0) + 1, new.id, bactrian.audit_hash(coalesce(head.hash, ''), new));
    return null;
end $$;

create constraint trigger audit_entries_link after insert on bactrian.audit_entries
    deferrable initially deferred for each row execute function bactrian.link_audit_entry();

-- Rights cannot keep a role from its own tables: this holds where one role owns and uses them.
create function bactrian.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log can only be added to' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entries_final before update or delete or truncate on bactrian.audit_entries
    for each statement execute function bactrian.refuse_change();
create trigger audit_links_final before update or delete or truncate on bactrian.audit_links
    for each statement execute function bactrian.refuse_change();

create index audit_entries_caller_index on bactrian.audit_entries (caller, id desc);

-- Entries from before the chain.
insert into bactrian.audit_links (position, entry_id, hash)
with recursive ordered as (
    select entry, row_number() over (order by entry.id) as position from bactrian.audit_entries entry
), chain as (
    select position, (entry).id as entry_id, bactrian.audit_hash('', entry) as hash from ordered where position = 1
    union all
    select ordered.position, (ordered.entry).id, bactrian.audit_hash(chain.hash, ordered.entry)
    from chain join ordered on ordered.position = chain.position + 1
)
select position, entry_id, hash from chain;

grant select, insert, update, delete on bactrian.sessions, bactrian.answers to "${application}";
grant select on bactrian.audit_links to "${application}";
