-- A record that is found while the lists of its own stream are read may have a list that stands before those that were read.
create table bactrian.read_lists (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    run_id uuid not null,
    partition text not null,
    constraint read_lists_key primary key (integration_id, stream, run_id, partition)
);
comment on table bactrian.read_lists is 'Lists that a reading under way has come to, of streams that are listed for records of their own.';
comment on column bactrian.read_lists.integration_id is 'The integration.';
comment on column bactrian.read_lists.stream is 'The stream.';
comment on column bactrian.read_lists.run_id is 'The run that reads.';
comment on column bactrian.read_lists.partition is 'external_id of the parent whose list was read to its end, or refused.';

grant select, insert, update, delete on bactrian.read_lists to "${application}";
