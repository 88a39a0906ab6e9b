create function bactrian.tell_of_failure() returns trigger language plpgsql as $$
begin
    insert into bactrian.events (type, integration_id, project_id, data, noted_at)
    values (case when new.recovered_at is null then 'failure.opened' else 'failure.closed' end, new.integration_id,
        (select project_id from bactrian.integrations where id = new.integration_id),
        jsonb_build_object('failureId', new.id, 'tool', new.tool, 'category', new.category, 'stream', new.stream,
            'needsPerson', new.needs_person),
        clock_timestamp());
    return null;
end $$;
comment on function bactrian.tell_of_failure is 'Writes failure.opened and failure.closed.';

create trigger failures_opened_event after insert on bactrian.failures
    for each row execute function bactrian.tell_of_failure();
create trigger failures_closed_event after update of recovered_at on bactrian.failures
    for each row when (old.recovered_at is null and new.recovered_at is not null)
    execute function bactrian.tell_of_failure();
