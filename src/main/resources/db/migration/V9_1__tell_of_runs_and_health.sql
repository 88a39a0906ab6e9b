-- Here and not where runs are written, since timers, callers and recoveries all move them: whoever does, it is told.
create function bactrian.tell_of_run() returns trigger language plpgsql as $$
begin
    insert into bactrian.events (type, integration_id, project_id, data, noted_at)
    select 'run.' || case new.state when 'running' then 'started' else new.state end, new.integration_id,
        integration.project_id,
        jsonb_build_object('runId', new.id, 'kind', new.kind, 'mode', new.mode, 'outcome', new.outcome), clock_timestamp()
    from bactrian.integrations integration where integration.id = new.integration_id;
    return null;
end $$;
comment on function bactrian.tell_of_run is 'Writes run.queued, started, waiting, finished and cancelled.';

create trigger runs_queued_event after insert on bactrian.runs
    for each row execute function bactrian.tell_of_run();
create trigger runs_moved_event after update of state on bactrian.runs
    for each row when (old.state is distinct from new.state) execute function bactrian.tell_of_run();

create function bactrian.tell_of_health() returns trigger language plpgsql as $$
begin
    insert into bactrian.events (type, integration_id, project_id, data, noted_at)
    values ('health.changed', new.id, new.project_id, jsonb_build_object('from', old.health, 'to', new.health),
        clock_timestamp());
    return null;
end $$;
comment on function bactrian.tell_of_health is 'Writes health.changed.';

create trigger integrations_health_event after update of health on bactrian.integrations
    for each row when (old.health is distinct from new.health) execute function bactrian.tell_of_health();
