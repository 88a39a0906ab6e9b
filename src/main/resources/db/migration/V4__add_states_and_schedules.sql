alter table bactrian.integrations
    add column paused_from text,
    add column pause_reason text,
    add column sync_cron text,
    add constraint integrations_paused_check check (
        (status = 'paused') = (paused_from is not null)
        and (paused_from is null or paused_from in ('connected', 'reauthorize', 'failing'))
        and (paused_from is not null or pause_reason is null));
comment on column bactrian.integrations.paused_from is 'Where it stood before it was paused, and will stand again.';
comment on column bactrian.integrations.pause_reason is 'Why a person paused it.';
comment on column bactrian.integrations.sync_frequency_seconds is 'How often it is synced; 0 only on request or by sync_cron.';
comment on column bactrian.integrations.sync_cron is 'Cron expression and zone by which it is synced, in the place of seconds.';
comment on column bactrian.integrations.next_sync_at is 'When the next sync is due; null never by itself.';

-- Lists go on after the last row they told, and rows of one instant are told apart by their id.
drop index bactrian.integrations_created_index;
create index integrations_created_index on bactrian.integrations (created_at desc, id desc);
create index integrations_project_index on bactrian.integrations (project_id, created_at desc, id desc);
create index integrations_tool_index on bactrian.integrations (tool, created_at desc, id desc);
create index integrations_status_index on bactrian.integrations (status, created_at desc, id desc);
create index integrations_health_due_index on bactrian.integrations (health_due_at);

alter table bactrian.runs
    add column requested boolean not null default false,
    add column reserved_until timestamptz;
comment on column bactrian.runs.requested is 'Whether a person asked for it; such runs go first.';
comment on column bactrian.runs.reserved_until is 'Until when a worker has it for itself to begin it.';

drop index bactrian.runs_created_index;
drop index bactrian.runs_integration_index;
create index runs_created_index on bactrian.runs (created_at desc, id desc);
create index runs_integration_index on bactrian.runs (integration_id, created_at desc, id desc);
create index runs_open_index on bactrian.runs (requested desc, created_at) where state in ('queued', 'running', 'waiting');
