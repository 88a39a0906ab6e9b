create table bactrian.stream_entities (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    entity text,
    constraint stream_entities_key primary key (integration_id, stream)
);
comment on table bactrian.stream_entities is 'Which canonical table each integration maps a stream to; all of them share the stream''s view.';
comment on column bactrian.stream_entities.integration_id is 'The integration.';
comment on column bactrian.stream_entities.stream is 'The stream.';
comment on column bactrian.stream_entities.entity is 'The canonical table; null when it has none.';

grant select, insert, update, delete on bactrian.stream_entities to "${application}";
