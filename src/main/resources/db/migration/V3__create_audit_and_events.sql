alter table bactrian.api_keys add column projects text[];
comment on column bactrian.api_keys.projects is 'Projects whose integrations its holder may see; null for all.';

create table bactrian.audit_entries (
    id bigint generated always as identity,
    noted_at timestamptz not null,
    key_id uuid,
    caller text not null,
    role text not null,
    address text not null,
    request_id text not null,
    action text not null,
    subject text not null,
    project_id text,
    result text not null,
    constraint audit_entries_id_key primary key (id)
);
comment on table bactrian.audit_entries is 'Who changed what and who was refused; the service can only add to it.';
comment on column bactrian.audit_entries.id is 'Order.';
comment on column bactrian.audit_entries.noted_at is 'When.';
comment on column bactrian.audit_entries.key_id is 'Key of the caller; it may be gone. Null for the service itself and for strangers.';
comment on column bactrian.audit_entries.caller is 'Name of the key.';
comment on column bactrian.audit_entries.role is 'Role of the key at that moment.';
comment on column bactrian.audit_entries.address is 'Where the request came from.';
comment on column bactrian.audit_entries.request_id is 'Id under which the request is logged.';
comment on column bactrian.audit_entries.action is 'Operation of the contract, or verb and path where there is none.';
comment on column bactrian.audit_entries.subject is 'Id of what it was done to.';
comment on column bactrian.audit_entries.project_id is 'Project of that.';
comment on column bactrian.audit_entries.result is 'done, or the category of the refusal.';

create index audit_entries_noted_index on bactrian.audit_entries (noted_at desc, id desc);
create index audit_entries_subject_index on bactrian.audit_entries (subject, id desc);

create table bactrian.events (
    id bigint generated always as identity,
    transaction xid8 not null default pg_current_xact_id(),
    type text not null,
    integration_id uuid,
    project_id text,
    data jsonb not null,
    noted_at timestamptz not null,
    constraint events_id_key primary key (id)
);
comment on table bactrian.events is 'What happened, written in the transactions that made it happen.';
comment on column bactrian.events.id is 'Order within a transaction.';
comment on column bactrian.events.transaction is 'The transaction; readers take only what lies before the oldest one still open, so that none is skipped.';
comment on column bactrian.events.type is 'What happened: thing.verb.';
comment on column bactrian.events.integration_id is 'The integration; it may be gone.';
comment on column bactrian.events.project_id is 'Its project at that moment.';
comment on column bactrian.events.data is 'Ids and figures.';
comment on column bactrian.events.noted_at is 'When.';

create index events_order_index on bactrian.events (transaction, id);

grant select, insert on bactrian.audit_entries to "${application}";
grant select, insert, delete on bactrian.events to "${application}";
