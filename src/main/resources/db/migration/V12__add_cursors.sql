alter table bactrian.watermarks
    add column token text,
    add column lag_ms bigint not null default 0,
    add column whole_at timestamptz;
comment on column bactrian.watermarks.token is 'What the tool handed out, or the newest id that was read, to go on from.';
comment on column bactrian.watermarks.lag_ms is 'By how many milliseconds changes were seen to come after the reading that should have brought them; of the whole stream.';
comment on column bactrian.watermarks.whole_at is 'When all of the stream was last read.';

alter table bactrian.walks
    add column newest text,
    add column lag_ms bigint not null default 0;
comment on column bactrian.walks.newest is 'The newest id that was read of the partition; null where that is not asked for.';
comment on column bactrian.walks.lag_ms is 'How late the tool was taken to show changes when the reading began, in milliseconds.';

create table bactrian.reported_records (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    external_id text not null,
    partition text not null,
    deleted boolean not null,
    unversioned boolean not null,
    reported_at timestamptz not null,
    constraint reported_records_key primary key (integration_id, stream, external_id)
);
comment on table bactrian.reported_records is 'Records that have to be fetched by id: a feed told of them, or no search for changes finds them.';
comment on column bactrian.reported_records.integration_id is 'The integration.';
comment on column bactrian.reported_records.stream is 'The stream of the record.';
comment on column bactrian.reported_records.external_id is 'The tool''s id.';
comment on column bactrian.reported_records.partition is 'Partition in which it was told of; empty when that does not tell its place.';
comment on column bactrian.reported_records.deleted is 'Whether a feed says that it was deleted; a look by id decides.';
comment on column bactrian.reported_records.unversioned is 'Whether it has no instant of change, so that it is fetched in every run.';
comment on column bactrian.reported_records.reported_at is 'When it was last told of.';
grant select, insert, update, delete on bactrian.reported_records to "${application}";
