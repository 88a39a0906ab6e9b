alter table work.records add column absence_reason text;
comment on column work.records.absence_reason is 'What showed that the record is absent, and why that kind of absence was concluded; null while it is present.';

create table bactrian.confirmations (
    run_id uuid not null references bactrian.runs on delete cascade,
    stream text not null,
    partition text not null,
    vanished bigint not null,
    held bigint not null,
    asked_at timestamptz not null,
    accepted boolean,
    answered_at timestamptz,
    constraint confirmations_key primary key (run_id, stream, partition)
);
comment on table bactrian.confirmations is 'What runs asked before they marked many records absent, and what a person answered.';
comment on column bactrian.confirmations.run_id is 'The run that asked.';
comment on column bactrian.confirmations.stream is 'The stream of the records.';
comment on column bactrian.confirmations.partition is 'The project or parent of the records; empty for those that have none.';
comment on column bactrian.confirmations.vanished is 'How many records were not found any more.';
comment on column bactrian.confirmations.held is 'How many records of the partition were held as present, the vanished ones included.';
comment on column bactrian.confirmations.asked_at is 'When the run stopped and asked.';
comment on column bactrian.confirmations.accepted is 'Whether they may be marked absent; null until a person says so.';
comment on column bactrian.confirmations.answered_at is 'When that was said; null until then.';

grant select, insert, update, delete on bactrian.confirmations to "${application}";
