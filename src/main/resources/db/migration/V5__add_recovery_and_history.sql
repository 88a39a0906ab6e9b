-- Failures: one row for what keeps failing in the same way, from the first time until it goes well again.

alter table bactrian.failures rename column noted_at to first_seen_at;
alter table bactrian.failures
    add column scope text not null default 'endpoint',
    add column stream text,
    add column fingerprint text,
    add column count bigint not null default 1,
    add column recovery text not null default 'none',
    add column reason text not null default '',
    add column due_at timestamptz,
    add column needs_person boolean not null default false,
    add column last_seen_at timestamptz,
    add column recovered_at timestamptz;
update bactrian.failures set fingerprint = id::text, last_seen_at = first_seen_at;
alter table bactrian.failures
    drop column recovered,
    alter column fingerprint set not null,
    alter column last_seen_at set not null,
    alter column scope drop default,
    alter column recovery drop default,
    alter column reason drop default,
    add constraint failures_scope_check check (scope in ('record', 'endpoint', 'connection')),
    add constraint failures_recovery_check check (recovery in (
        'retry', 'wait', 'refresh_token', 'resnapshot', 'shrink_page', 'pause', 'local_copy', 'none'));
comment on table bactrian.failures is 'What failed, one row from the first time until it went well again.';
comment on column bactrian.failures.first_seen_at is 'When it failed first.';
comment on column bactrian.failures.scope is 'What it concerns: one record, one endpoint, the whole connection.';
comment on column bactrian.failures.stream is 'The stream of the tool, if any.';
comment on column bactrian.failures.fingerprint is 'The same for failures that are alike: of tool, category, operation and status.';
comment on column bactrian.failures.count is 'How often it failed.';
comment on column bactrian.failures.recovery is 'What was decided the last time.';
comment on column bactrian.failures.reason is 'Why.';
comment on column bactrian.failures.due_at is 'When that takes place; null at once.';
comment on column bactrian.failures.needs_person is 'Whether nothing gets better before a person has acted.';
comment on column bactrian.failures.last_seen_at is 'When it failed last.';
comment on column bactrian.failures.recovered_at is 'When it was found to go well again; null while it is open.';
comment on column bactrian.failures.operation is 'What was being done, ids left out.';
comment on column bactrian.failures.attempts is 'How often it was tried the last time.';

drop index bactrian.failures_noted_index;
create index failures_seen_index on bactrian.failures (last_seen_at desc, id);
create unique index failures_open_key on bactrian.failures (
    coalesce(integration_id, '00000000-0000-0000-0000-000000000000'), fingerprint) where recovered_at is null;

alter table bactrian.integrations add column retry_at timestamptz;
comment on column bactrian.integrations.retry_at is 'When what failed is read again, whenever the next sync is due; null for nothing.';
create index integrations_retry_index on bactrian.integrations (retry_at) where retry_at is not null;

create table bactrian.page_limits (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    size integer not null,
    updated_at timestamptz not null,
    constraint page_limits_key primary key (integration_id, stream),
    constraint page_limits_size_check check (size > 0)
);
comment on table bactrian.page_limits is 'Smaller pages than declared, for streams whose pages were too much.';
comment on column bactrian.page_limits.integration_id is 'The integration.';
comment on column bactrian.page_limits.stream is 'The stream of the tool.';
comment on column bactrian.page_limits.size is 'Records to a page.';
comment on column bactrian.page_limits.updated_at is 'When it was last made smaller.';

-- Health: what the single checks say by 5 minutes, hour and day.

create index health_checks_checked_index on bactrian.health_checks (checked_at);

create table bactrian.health_rollups (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    resolution text not null,
    from_at timestamptz not null,
    checks bigint not null,
    healthy bigint not null,
    minimum_ms bigint,
    average_ms double precision,
    maximum_ms bigint,
    p95_ms bigint,
    categories jsonb not null,
    constraint health_rollups_key primary key (integration_id, resolution, from_at),
    constraint health_rollups_resolution_check check (resolution in ('5m', '1h', '1d'))
);
comment on table bactrian.health_rollups is 'Health checks summed up by 5 minutes, hour and day.';
comment on column bactrian.health_rollups.integration_id is 'The integration.';
comment on column bactrian.health_rollups.resolution is 'How much time it sums up.';
comment on column bactrian.health_rollups.from_at is 'Begin of that time.';
comment on column bactrian.health_rollups.checks is 'Checks made.';
comment on column bactrian.health_rollups.healthy is 'Checks that found it well.';
comment on column bactrian.health_rollups.minimum_ms is 'Shortest latency; null when none was well.';
comment on column bactrian.health_rollups.average_ms is 'Average latency.';
comment on column bactrian.health_rollups.maximum_ms is 'Longest latency.';
comment on column bactrian.health_rollups.p95_ms is 'Latency that 95 % of the checks stayed within.';
comment on column bactrian.health_rollups.categories is 'Failed checks by category.';

create index health_rollups_from_index on bactrian.health_rollups (resolution, from_at);

create table bactrian.health_rollup_marks (
    resolution text not null,
    until timestamptz not null,
    constraint health_rollup_marks_key primary key (resolution)
);
comment on table bactrian.health_rollup_marks is 'Up to when health checks are summed up.';
comment on column bactrian.health_rollup_marks.resolution is 'How much time is summed up.';
comment on column bactrian.health_rollup_marks.until is 'Everything before is.';
insert into bactrian.health_rollup_marks
values ('5m', '2000-01-01T00:00:00Z'), ('1h', '2000-01-01T00:00:00Z'), ('1d', '2000-01-01T00:00:00Z');

-- Usage: what was asked of each tool, day by day.

create table bactrian.usage (
    day date not null,
    tool text not null,
    integration_id uuid,
    requests bigint not null default 0,
    records bigint not null default 0,
    bytes bigint not null default 0,
    runs bigint not null default 0,
    errors bigint not null default 0
);
comment on table bactrian.usage is 'What was asked of each tool and brought over, by day (UTC).';
comment on column bactrian.usage.day is 'The day.';
comment on column bactrian.usage.tool is 'The tool.';
comment on column bactrian.usage.integration_id is 'The integration; null for what was never stored and what has been deleted.';
comment on column bactrian.usage.requests is 'Requests sent, the repeated ones included.';
comment on column bactrian.usage.records is 'Records read.';
comment on column bactrian.usage.bytes is 'Bytes of the answers.';
comment on column bactrian.usage.runs is 'Runs that ended.';
comment on column bactrian.usage.errors is 'Failures.';
create unique index usage_key on bactrian.usage (
    day, tool, coalesce(integration_id, '00000000-0000-0000-0000-000000000000'));

create index runs_ended_index on bactrian.runs (ended_at) where ended_at is not null;

grant select, insert, update, delete on
    bactrian.page_limits, bactrian.health_rollups, bactrian.health_rollup_marks, bactrian.usage to "${application}";
