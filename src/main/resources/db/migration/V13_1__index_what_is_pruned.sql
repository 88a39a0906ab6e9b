-- What retention asks for; usage by day, failures by last_seen_at, runs, health checks and roll-ups have theirs.
create index events_noted_index on bactrian.events (noted_at);
create index inconsistencies_over_index on bactrian.inconsistencies (coalesce(resolved_at, superseded_at))
    where coalesce(resolved_at, superseded_at) is not null;
-- Whether a run is the last one of its kind.
create index runs_kind_index on bactrian.runs (integration_id, kind, ended_at) where ended_at is not null;
