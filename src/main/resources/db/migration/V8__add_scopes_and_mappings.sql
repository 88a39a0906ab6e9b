alter table bactrian.watermarks
    add column scope text not null default '',
    add column census_scope text;
comment on column bactrian.watermarks.scope is 'What the integration wanted of the stream when it was read; the watermark is good for nothing else.';
comment on column bactrian.watermarks.census_scope is 'The scope in which the ids were last listed; null before the first census.';

update bactrian.watermarks set census_scope = '' where census_at is not null;

create table bactrian.mapped_streams (
    integration_id uuid not null references bactrian.integrations on delete cascade,
    stream text not null,
    mapping text not null,
    next_mapping text,
    position text,
    updated_at timestamptz not null,
    constraint mapped_streams_key primary key (integration_id, stream)
);
comment on table bactrian.mapped_streams is 'How the stored records of each stream are mapped, and how far a new mapping has come.';
comment on column bactrian.mapped_streams.integration_id is 'The integration.';
comment on column bactrian.mapped_streams.stream is 'The stream of the tool.';
comment on column bactrian.mapped_streams.mapping is 'Fingerprint of the mapping of all stored records.';
comment on column bactrian.mapped_streams.next_mapping is 'Fingerprint of the mapping that is being brought in; null when there is none.';
comment on column bactrian.mapped_streams.position is 'Records up to this id are mapped the new way; null for none yet.';
comment on column bactrian.mapped_streams.updated_at is 'When this was last written.';

alter table work.field_values
    add column type text,
    add column boolean boolean,
    add column date date,
    add column "timestamp" timestamptz,
    add column json jsonb;
comment on table work.field_values is 'Values of fields that an integration maps itself, one row per record and field.';
comment on column work.field_values.stream is 'The stream of the record.';
comment on column work.field_values.external_id is 'Id of the record and name of the field.';
comment on column work.field_values.item_id is 'The record.';
comment on column work.field_values.field is 'Name of the field.';
comment on column work.field_values.changed_at is 'When the record was last changed.';
comment on column work.field_values.type is 'Type of the field: text, number, boolean, date, timestamp or json.';
comment on column work.field_values.boolean is 'Value of a field of type boolean.';
comment on column work.field_values.date is 'Value of a field of type date.';
comment on column work.field_values."timestamp" is 'Value of a field of type timestamp.';
comment on column work.field_values.json is 'Value of a field of type json.';

create index field_values_item_index on work.field_values (integration_id, stream, item_id);

grant select, insert, update, delete on bactrian.mapped_streams to "${application}";
