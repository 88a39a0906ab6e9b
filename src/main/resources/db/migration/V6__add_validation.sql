alter table bactrian.runs add column sample integer;
comment on column bactrian.runs.sample is 'How many records of each stream a sample compares; null where none was asked for.';

alter table bactrian.inconsistencies add column severity text not null default 'medium';
alter table bactrian.inconsistencies add column parent_id text;
alter table bactrian.inconsistencies add column superseded_at timestamptz;
alter table bactrian.inconsistencies add column resolved_at timestamptz;
alter table bactrian.inconsistencies
    add constraint inconsistencies_severity_check check (severity in ('high', 'medium', 'low'));
comment on column bactrian.inconsistencies.severity is 'How much it matters.';
comment on column bactrian.inconsistencies.parent_id is 'The record it is embedded in; null when it stands for itself.';
comment on column bactrian.inconsistencies.superseded_at is 'When a later run found the record different again, and said how.';
comment on column bactrian.inconsistencies.resolved_at is 'When a later look found no difference in the record any more.';

create index inconsistencies_open_index on bactrian.inconsistencies (integration_id, stream, external_id)
    where resolved_at is null and superseded_at is null;
create index inconsistencies_run_index on bactrian.inconsistencies (run_id, stream);

create unlogged table bactrian.validation_ids (
    run_id uuid not null references bactrian.runs on delete cascade,
    stream text not null,
    external_id text not null,
    listed boolean not null,
    doubtful boolean not null,
    constraint validation_ids_key primary key (run_id, stream, external_id)
);
comment on table bactrian.validation_ids is 'What a validation under way has seen of each record.';
comment on column bactrian.validation_ids.run_id is 'The validation.';
comment on column bactrian.validation_ids.stream is 'The stream of the tool.';
comment on column bactrian.validation_ids.external_id is 'The record.';
comment on column bactrian.validation_ids.listed is 'Whether the tool listed it.';
comment on column bactrian.validation_ids.doubtful is 'Whether it is to be looked at again before it counts as different.';

create index validation_ids_doubtful_index on bactrian.validation_ids (run_id, stream, external_id) where doubtful;

grant select, insert, update, delete on bactrian.validation_ids to "${application}";
