-- Amounts are only added, never changed where they are, so that nobody waits for another's transaction: rows of one day, tool
-- and integration are summed up when they are read, and made one row now and then.
drop index bactrian.usage_key;
create index usage_day_index on bactrian.usage (day, tool, integration_id);

comment on table bactrian.usage is 'What was asked of each tool and brought over, by day (UTC); rows of one day, tool and integration add up.';
comment on column bactrian.usage.integration_id is 'The integration; it may be gone, or never have been stored. Null for none.';
comment on column bactrian.usage.requests is 'Requests that were tried: repeated ones, and those of health checks, of tests and of connecting, too. Written every few seconds, and when the service stops.';
comment on column bactrian.usage.records is 'Records that ended runs have read, on the day the run ended.';
comment on column bactrian.usage.bytes is 'Bytes of whole answers to these requests, unpacked.';
comment on column bactrian.usage.runs is 'Runs that ended, the cancelled ones too, on the day they ended.';
comment on column bactrian.usage.errors is 'Failures that were recorded: what went well when it was repeated is none.';

-- Here and not where runs are ended, since workers, callers and removals all end them; the same of failures.
create function bactrian.count_run() returns trigger language plpgsql as $$
begin
    insert into bactrian.usage (day, tool, integration_id, records, runs)
    select (new.ended_at at time zone 'UTC')::date, integration.tool, new.integration_id,
        (select coalesce(sum(fetched), 0) from bactrian.run_streams where run_id = new.id), 1
    from bactrian.integrations integration where integration.id = new.integration_id;
    return null;
end $$;
comment on function bactrian.count_run is 'Adds a run that ended to the usage.';

create trigger runs_ended_usage after update of ended_at on bactrian.runs
    for each row when (old.ended_at is null and new.ended_at is not null) execute function bactrian.count_run();

create function bactrian.count_failure() returns trigger language plpgsql as $$
begin
    insert into bactrian.usage (day, tool, integration_id, errors)
    values ((new.last_seen_at at time zone 'UTC')::date,
        coalesce((select tool from bactrian.integrations where id = new.integration_id), new.tool),
        new.integration_id, 1);
    return null;
end $$;
comment on function bactrian.count_failure is 'Adds a failure to the usage.';

create trigger failures_opened_usage after insert on bactrian.failures
    for each row execute function bactrian.count_failure();
create trigger failures_repeated_usage after update of count on bactrian.failures
    for each row when (new.count > old.count) execute function bactrian.count_failure();
