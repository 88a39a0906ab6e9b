comment on schema bactrian is 'The service''s own tables: integrations, runs, positions, health, failures.';

create table bactrian.integrations (
    id uuid not null,
    tool text not null,
    name text not null,
    project_id text,
    config jsonb not null,
    scope jsonb not null,
    data_mapping jsonb not null,
    sync_frequency_seconds bigint not null,
    status text not null,
    health text not null,
    account jsonb not null,
    permissions jsonb not null,
    latency_ms bigint,
    last_failure jsonb,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    last_sync_at timestamptz,
    next_sync_at timestamptz,
    health_due_at timestamptz not null,
    constraint integrations_id_key primary key (id),
    constraint integrations_status_check check (
        status in ('disconnected', 'connecting', 'connected', 'paused', 'reauthorize', 'failing')),
    constraint integrations_health_check check (health in ('unknown', 'healthy', 'degraded', 'failing')),
    constraint integrations_frequency_check check (sync_frequency_seconds >= 0)
);
comment on table bactrian.integrations is 'Stored, configured links to one account of one tool each.';
comment on column bactrian.integrations.id is 'Id, also that of the connection.';
comment on column bactrian.integrations.tool is 'Name of the tool.';
comment on column bactrian.integrations.name is 'What people call it.';
comment on column bactrian.integrations.project_id is 'The caller''s project it belongs to.';
comment on column bactrian.integrations.config is 'Configuration after the tool''s schema, defaults filled in; holds no secret.';
comment on column bactrian.integrations.scope is 'What is synced: projects, streams, fields.';
comment on column bactrian.integrations.data_mapping is 'Mappings that replace or add to the tool''s own.';
comment on column bactrian.integrations.sync_frequency_seconds is 'How often it is synced; 0 only on request.';
comment on column bactrian.integrations.status is 'Where it stands.';
comment on column bactrian.integrations.health is 'What the last health checks say.';
comment on column bactrian.integrations.account is 'What the tool told about the account, such as its time zone.';
comment on column bactrian.integrations.permissions is 'What the account may read, stream by stream.';
comment on column bactrian.integrations.latency_ms is 'How long the last probe took.';
comment on column bactrian.integrations.last_failure is 'Category, message and time of the last failure.';
comment on column bactrian.integrations.created_at is 'When it was created.';
comment on column bactrian.integrations.updated_at is 'When a caller last changed it.';
comment on column bactrian.integrations.last_sync_at is 'When a sync last ended.';
comment on column bactrian.integrations.next_sync_at is 'When the next sync is due; null only on request.';
comment on column bactrian.integrations.health_due_at is 'When the next health check is due.';

create index integrations_created_index on bactrian.integrations (created_at desc);
create index integrations_due_index on bactrian.integrations (next_sync_at) where next_sync_at is not null;

create table bactrian.credentials (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    sealed bytea not null,
    updated_at timestamptz not null,
    constraint credentials_integration_key primary key (integration_id)
);
comment on table bactrian.credentials is 'Credentials, sealed; useless without the master key and bound to their row.';
comment on column bactrian.credentials.integration_id is 'The integration.';
comment on column bactrian.credentials.sealed is 'The credential, encrypted.';
comment on column bactrian.credentials.updated_at is 'When it was last written.';

create table bactrian.key_checks (
    id integer not null,
    sealed bytea not null,
    constraint key_checks_id_key primary key (id),
    constraint key_checks_single_check check (id = 1)
);
comment on table bactrian.key_checks is 'Proves at start that the master key is the one the credentials were sealed with.';
comment on column bactrian.key_checks.id is 'Always 1.';
comment on column bactrian.key_checks.sealed is 'A known text, sealed with the master key.';

create table bactrian.leases (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    epoch bigint not null,
    holder text not null,
    expires_at timestamptz not null,
    constraint leases_integration_key primary key (integration_id)
);
comment on table bactrian.leases is 'Who may write an integration''s rows; only the highest epoch may commit.';
comment on column bactrian.leases.integration_id is 'The integration.';
comment on column bactrian.leases.epoch is 'Rises by one with every holder.';
comment on column bactrian.leases.holder is 'Process that holds or held it.';
comment on column bactrian.leases.expires_at is 'Until when it is held without renewal.';

create table bactrian.runs (
    id uuid not null,
    integration_id uuid not null references bactrian.integrations on delete cascade,
    kind text not null,
    mode text not null,
    state text not null,
    outcome text,
    streams text[] not null,
    failure jsonb,
    cancel_requested boolean not null default false,
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    due_at timestamptz,
    certificate jsonb,
    constraint runs_id_key primary key (id),
    constraint runs_kind_check check (kind in ('sync', 'health', 'validation', 'repair')),
    constraint runs_state_check check (state in ('queued', 'running', 'waiting', 'finished', 'cancelled')),
    constraint runs_outcome_check check (
        outcome in ('in_sync', 'out_of_sync', 'incomplete', 'unverified', 'failed'))
);
comment on table bactrian.runs is 'Executions of sync, health check, validation or repair.';
comment on column bactrian.runs.id is 'Id.';
comment on column bactrian.runs.integration_id is 'The integration.';
comment on column bactrian.runs.kind is 'What it does.';
comment on column bactrian.runs.mode is 'How much it reads.';
comment on column bactrian.runs.state is 'Where it stands.';
comment on column bactrian.runs.outcome is 'What it has proved, once finished.';
comment on column bactrian.runs.streams is 'Only these streams; empty for all.';
comment on column bactrian.runs.failure is 'The failure that ended or delays it.';
comment on column bactrian.runs.cancel_requested is 'Whether somebody asked for its end.';
comment on column bactrian.runs.created_at is 'When it was asked for.';
comment on column bactrian.runs.started_at is 'When it was first taken up.';
comment on column bactrian.runs.ended_at is 'When it was over.';
comment on column bactrian.runs.due_at is 'When a waiting run goes on.';
comment on column bactrian.runs.certificate is 'What it proves, stream by stream.';

create unique index runs_active_key on bactrian.runs (integration_id, kind) where state in ('queued', 'running', 'waiting');
create index runs_created_index on bactrian.runs (created_at desc);
create index runs_integration_index on bactrian.runs (integration_id, created_at desc);

create table bactrian.run_streams (
    run_id uuid not null references bactrian.runs on delete cascade,
    stream text not null,
    fetched bigint not null default 0,
    created bigint not null default 0,
    updated bigint not null default 0,
    unchanged bigint not null default 0,
    absent bigint not null default 0,
    quarantined bigint not null default 0,
    requests bigint not null default 0,
    bytes bigint not null default 0,
    finished boolean not null default false,
    facts jsonb,
    constraint run_streams_key primary key (run_id, stream)
);
comment on table bactrian.run_streams is 'What a run did with each stream, counted in the transactions that did it.';
comment on column bactrian.run_streams.run_id is 'The run.';
comment on column bactrian.run_streams.stream is 'The stream of the tool.';
comment on column bactrian.run_streams.fetched is 'Records read.';
comment on column bactrian.run_streams.created is 'Records that were new.';
comment on column bactrian.run_streams.updated is 'Records that had changed.';
comment on column bactrian.run_streams.unchanged is 'Records that were the same.';
comment on column bactrian.run_streams.absent is 'Records found absent.';
comment on column bactrian.run_streams.quarantined is 'Records set aside.';
comment on column bactrian.run_streams.requests is 'Requests made.';
comment on column bactrian.run_streams.bytes is 'Bytes of their answers.';
comment on column bactrian.run_streams.finished is 'Whether the stream was read to its end.';
comment on column bactrian.run_streams.facts is 'What its census found.';

create table bactrian.run_steps (
    id bigint generated always as identity,
    run_id uuid not null references bactrian.runs on delete cascade,
    at timestamptz not null,
    step text not null,
    stream text,
    detail text,
    constraint run_steps_id_key primary key (id)
);
comment on table bactrian.run_steps is 'Timelines of runs.';
comment on column bactrian.run_steps.id is 'Order.';
comment on column bactrian.run_steps.run_id is 'The run.';
comment on column bactrian.run_steps.at is 'When.';
comment on column bactrian.run_steps.step is 'What happened.';
comment on column bactrian.run_steps.stream is 'In which stream.';
comment on column bactrian.run_steps.detail is 'More about it.';

create index run_steps_run_index on bactrian.run_steps (run_id, id);

create table bactrian.watermarks (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    partition text not null,
    watermark timestamptz,
    census_at timestamptz,
    census jsonb,
    updated_at timestamptz not null,
    constraint watermarks_key primary key (integration_id, stream, partition)
);
comment on table bactrian.watermarks is 'Up to when each stream is known to be complete.';
comment on column bactrian.watermarks.integration_id is 'The integration.';
comment on column bactrian.watermarks.stream is 'The stream of the tool.';
comment on column bactrian.watermarks.partition is 'Part of the stream with a watermark of its own; empty for the whole.';
comment on column bactrian.watermarks.watermark is 'Every change up to here, by the tool''s clock, has been read.';
comment on column bactrian.watermarks.census_at is 'When the ids were last listed.';
comment on column bactrian.watermarks.census is 'What that found.';
comment on column bactrian.watermarks.updated_at is 'When this was last written.';

create table bactrian.walks (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    partition text not null,
    part text not null,
    kind text not null,
    from_at timestamptz,
    to_at timestamptz,
    since timestamptz,
    position text,
    pages integer not null,
    records bigint not null,
    started_at timestamptz,
    ended_at timestamptz,
    fingerprint text not null,
    updated_at timestamptz not null,
    constraint walks_key primary key (integration_id, stream, partition, part)
);
comment on table bactrian.walks is 'Parts of streams that are being read, and how far.';
comment on column bactrian.walks.integration_id is 'The integration.';
comment on column bactrian.walks.stream is 'The stream of the tool.';
comment on column bactrian.walks.partition is 'Part of the stream with a watermark of its own.';
comment on column bactrian.walks.part is 'Name of the walk within it.';
comment on column bactrian.walks.kind is 'What is walked.';
comment on column bactrian.walks.from_at is 'Begin of the window.';
comment on column bactrian.walks.to_at is 'End of the window.';
comment on column bactrian.walks.since is 'Changes since then.';
comment on column bactrian.walks.position is 'Where the next page begins; null at the beginning.';
comment on column bactrian.walks.pages is 'Pages stored.';
comment on column bactrian.walks.records is 'Records on them.';
comment on column bactrian.walks.started_at is 'When its first page was asked for, by the tool''s clock.';
comment on column bactrian.walks.ended_at is 'When its last page was stored.';
comment on column bactrian.walks.fingerprint is 'Of the request that the position is good for.';
comment on column bactrian.walks.updated_at is 'When it last moved.';

create table bactrian.child_counts (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    parent_id text not null,
    total bigint not null,
    complete boolean not null,
    noted_at timestamptz not null,
    constraint child_counts_key primary key (integration_id, stream, parent_id)
);
comment on table bactrian.child_counts is 'How many children each record has by the tool''s own count.';
comment on column bactrian.child_counts.integration_id is 'The integration.';
comment on column bactrian.child_counts.stream is 'The children''s stream.';
comment on column bactrian.child_counts.parent_id is 'The record they belong to.';
comment on column bactrian.child_counts.total is 'How many there are.';
comment on column bactrian.child_counts.complete is 'Whether all of them have been read.';
comment on column bactrian.child_counts.noted_at is 'When the tool told.';

create index child_counts_incomplete_index on bactrian.child_counts (integration_id, stream, parent_id) where not complete;

create unlogged table bactrian.census_ids (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    constraint census_ids_key primary key (integration_id, stream, external_id)
);
comment on table bactrian.census_ids is 'Ids that the tool listed in the census being taken.';
comment on column bactrian.census_ids.integration_id is 'The integration.';
comment on column bactrian.census_ids.stream is 'The stream of the tool.';
comment on column bactrian.census_ids.external_id is 'An id listed.';

create table bactrian.quarantined_records (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    external_id text not null,
    raw bytea not null,
    reason text not null,
    noted_at timestamptz not null,
    constraint quarantined_records_key primary key (integration_id, stream, external_id)
);
comment on table bactrian.quarantined_records is 'Records that the database refuses, kept until a later version can be stored.';
comment on column bactrian.quarantined_records.integration_id is 'The integration.';
comment on column bactrian.quarantined_records.stream is 'The stream of the tool.';
comment on column bactrian.quarantined_records.external_id is 'The record''s id, or a stand-in where it has none.';
comment on column bactrian.quarantined_records.raw is 'What the tool sent.';
comment on column bactrian.quarantined_records.reason is 'Why it cannot be stored.';
comment on column bactrian.quarantined_records.noted_at is 'When.';

create table bactrian.gaps (
    run_id uuid not null references bactrian.runs on delete cascade,
    stream text not null,
    kind text not null,
    count bigint not null,
    reason text not null,
    constraint gaps_key primary key (run_id, stream, kind, reason)
);
comment on table bactrian.gaps is 'What runs did not look at or could not keep.';
comment on column bactrian.gaps.run_id is 'The run.';
comment on column bactrian.gaps.stream is 'The stream of the tool.';
comment on column bactrian.gaps.kind is 'What kind of gap.';
comment on column bactrian.gaps.count is 'How many.';
comment on column bactrian.gaps.reason is 'Why.';

create table bactrian.inconsistencies (
    id bigint generated always as identity,
    run_id uuid not null references bactrian.runs on delete cascade,
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    external_id text not null,
    pointer text not null,
    kind text not null,
    local jsonb,
    external jsonb,
    noted_at timestamptz not null,
    constraint inconsistencies_id_key primary key (id),
    constraint inconsistencies_kind_check check (kind in ('missing', 'extra', 'type', 'value', 'order'))
);
comment on table bactrian.inconsistencies is 'Differences between what is stored and what the tool holds, place by place.';
comment on column bactrian.inconsistencies.id is 'Order.';
comment on column bactrian.inconsistencies.run_id is 'The run.';
comment on column bactrian.inconsistencies.integration_id is 'The integration.';
comment on column bactrian.inconsistencies.stream is 'The stream of the tool.';
comment on column bactrian.inconsistencies.external_id is 'The record.';
comment on column bactrian.inconsistencies.pointer is 'Where in the record.';
comment on column bactrian.inconsistencies.kind is 'How it differs.';
comment on column bactrian.inconsistencies.local is 'What is stored there.';
comment on column bactrian.inconsistencies.external is 'What the tool holds there.';
comment on column bactrian.inconsistencies.noted_at is 'When.';

create index inconsistencies_integration_index on bactrian.inconsistencies (integration_id, id);

create table bactrian.failures (
    id uuid not null,
    integration_id uuid,
    run_id uuid,
    tool text not null,
    category text not null,
    status integer not null,
    message text not null,
    operation text not null,
    attempts integer not null,
    recovered boolean not null,
    noted_at timestamptz not null,
    constraint failures_id_key primary key (id),
    constraint failures_category_check check (category in (
        'authentication', 'permission', 'rate_limit', 'timeout', 'network', 'tool_outage', 'not_found', 'invalid_data',
        'configuration', 'storage', 'unexpected'))
);
comment on table bactrian.failures is 'Failures of calls, one row when a call is given up.';
comment on column bactrian.failures.id is 'Id.';
comment on column bactrian.failures.integration_id is 'The integration; it may be gone.';
comment on column bactrian.failures.run_id is 'The run, if any.';
comment on column bactrian.failures.tool is 'The tool.';
comment on column bactrian.failures.category is 'What kind of failure.';
comment on column bactrian.failures.status is 'HTTP status, 0 without an answer.';
comment on column bactrian.failures.message is 'What happened; never a secret.';
comment on column bactrian.failures.operation is 'What was being done.';
comment on column bactrian.failures.attempts is 'How often it was tried.';
comment on column bactrian.failures.recovered is 'Whether a repetition succeeded.';
comment on column bactrian.failures.noted_at is 'When.';

create index failures_noted_index on bactrian.failures (noted_at desc);

create table bactrian.health_checks (
    id bigint generated always as identity,
    integration_id uuid not null references bactrian.integrations on delete cascade,
    healthy boolean not null,
    latency_ms bigint,
    category text,
    message text,
    checked_at timestamptz not null,
    constraint health_checks_id_key primary key (id)
);
comment on table bactrian.health_checks is 'Results of health checks.';
comment on column bactrian.health_checks.id is 'Order.';
comment on column bactrian.health_checks.integration_id is 'The integration.';
comment on column bactrian.health_checks.healthy is 'Whether the tool answered the account.';
comment on column bactrian.health_checks.latency_ms is 'How long it took.';
comment on column bactrian.health_checks.category is 'Category of what was wrong.';
comment on column bactrian.health_checks.message is 'What was wrong.';
comment on column bactrian.health_checks.checked_at is 'When.';

create index health_checks_integration_index on bactrian.health_checks (integration_id, id desc);

create table bactrian.api_keys (
    id uuid not null,
    name text not null,
    prefix text not null,
    hash bytea not null,
    role text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    last_used_at timestamptz,
    constraint api_keys_id_key primary key (id),
    constraint api_keys_hash_key unique (hash),
    constraint api_keys_role_check check (role in ('viewer', 'operator', 'engineer', 'admin'))
);
comment on table bactrian.api_keys is 'Keys of callers; only their hashes are kept.';
comment on column bactrian.api_keys.id is 'Id.';
comment on column bactrian.api_keys.name is 'Whose or what for.';
comment on column bactrian.api_keys.prefix is 'First characters, to tell keys apart.';
comment on column bactrian.api_keys.hash is 'SHA-256 of the key.';
comment on column bactrian.api_keys.role is 'What it may do.';
comment on column bactrian.api_keys.created_at is 'When it was made.';
comment on column bactrian.api_keys.expires_at is 'Until when it is good.';
comment on column bactrian.api_keys.last_used_at is 'When it was last used.';

grant usage on schema bactrian to "${application}";
grant select, insert, update, delete on all tables in schema bactrian to "${application}";
revoke insert, update, delete on bactrian.migrations from "${application}";
