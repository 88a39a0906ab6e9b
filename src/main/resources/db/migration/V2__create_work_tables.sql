comment on schema work is 'What analysts read: every record of every stream, and the canonical model over all tools.';

create table work.integrations (
    integration_id uuid not null,
    tool text not null,
    name text not null,
    constraint integrations_id_key primary key (integration_id)
);
comment on table work.integrations is 'Which tool and account the rows come from.';
comment on column work.integrations.integration_id is 'The integration.';
comment on column work.integrations.tool is 'Name of the tool.';
comment on column work.integrations.name is 'What people call the integration.';

create table work.records (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    raw text not null,
    hash uuid not null,
    changed_at timestamptz,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    absence text not null default 'present',
    revision text,
    constraint records_key primary key (integration_id, stream, external_id),
    constraint records_absence_check check (
        absence in ('present', 'deleted', 'gone', 'archived', 'moved', 'access_lost', 'unobserved'))
);
comment on table work.records is 'Every record of every stream as the tool sent it.';
comment on column work.records.integration_id is 'The integration the row comes from.';
comment on column work.records.stream is 'The stream of the tool.';
comment on column work.records.external_id is 'The tool''s own immutable id.';
comment on column work.records.raw is 'The record as the tool sent it: JSON.';
comment on column work.records.hash is '128-bit hash of the record without its volatile parts.';
comment on column work.records.changed_at is 'The tool''s version of the record.';
comment on column work.records.synced_at is 'When the row was last written.';
comment on column work.records.deleted_at is 'When the record was found absent.';
comment on column work.records.absence is 'Whether the record is there, and if not, in what way.';
comment on column work.records.revision is 'Revision of the flow that wrote the row.';

create table work.projects (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    key text,
    name text,
    url text,
    description text,
    type text,
    lead_id text,
    archived boolean,
    created_at timestamptz,
    changed_at timestamptz,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint projects_key primary key (integration_id, stream, external_id)
);
comment on table work.projects is 'Projects, boards, spaces.';
comment on column work.projects.integration_id is 'The integration the row comes from.';
comment on column work.projects.stream is 'The stream of the tool.';
comment on column work.projects.external_id is 'The tool''s own immutable id.';
comment on column work.projects.key is 'Short key; may change.';
comment on column work.projects.name is 'Name.';
comment on column work.projects.url is 'Where people see it.';
comment on column work.projects.description is 'Description as plain text.';
comment on column work.projects.type is 'Kind of project.';
comment on column work.projects.lead_id is 'Person who leads it.';
comment on column work.projects.archived is 'Whether it is archived.';
comment on column work.projects.created_at is 'When it was created.';
comment on column work.projects.changed_at is 'When it was last changed.';
comment on column work.projects.synced_at is 'When the row was last written.';
comment on column work.projects.deleted_at is 'When the record was found absent; null while it is present.';

create table work.items (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    key text,
    url text,
    title text,
    description text,
    type text,
    status text,
    status_category text,
    priority text,
    project_ids text[],
    parent_id text,
    assignee_ids text[],
    reporter_id text,
    labels text[],
    iteration_ids text[],
    created_at timestamptz,
    changed_at timestamptz,
    due_on date,
    resolved_at timestamptz,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint items_key primary key (integration_id, stream, external_id)
);
comment on table work.items is 'Issues, tasks, cards.';
comment on column work.items.integration_id is 'The integration the row comes from.';
comment on column work.items.stream is 'The stream of the tool.';
comment on column work.items.external_id is 'The tool''s own immutable id.';
comment on column work.items.key is 'Short key; may change.';
comment on column work.items.url is 'Where people see it.';
comment on column work.items.title is 'Title.';
comment on column work.items.description is 'Description as plain text.';
comment on column work.items.type is 'Kind of item.';
comment on column work.items.status is 'Status as the tool names it.';
comment on column work.items.status_category is 'todo, doing or done.';
comment on column work.items.priority is 'Priority as the tool names it.';
comment on column work.items.project_ids is 'Projects it belongs to.';
comment on column work.items.parent_id is 'Item it is part of.';
comment on column work.items.assignee_ids is 'People who work on it.';
comment on column work.items.reporter_id is 'Person who reported it.';
comment on column work.items.labels is 'Labels.';
comment on column work.items.iteration_ids is 'Iterations it is planned in.';
comment on column work.items.created_at is 'When it was created.';
comment on column work.items.changed_at is 'When it was last changed.';
comment on column work.items.due_on is 'When it is due.';
comment on column work.items.resolved_at is 'When it was resolved.';
comment on column work.items.synced_at is 'When the row was last written.';
comment on column work.items.deleted_at is 'When the record was found absent; null while it is present.';

create table work.people (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    name text,
    email text,
    active boolean,
    type text,
    time_zone text,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint people_key primary key (integration_id, stream, external_id)
);
comment on table work.people is 'People and other accounts.';
comment on column work.people.integration_id is 'The integration the row comes from.';
comment on column work.people.stream is 'The stream of the tool.';
comment on column work.people.external_id is 'The tool''s own immutable id.';
comment on column work.people.name is 'Name shown.';
comment on column work.people.email is 'E-mail address, where the tool tells it.';
comment on column work.people.active is 'Whether the account is active.';
comment on column work.people.type is 'Kind of account.';
comment on column work.people.time_zone is 'Time zone of the account.';
comment on column work.people.synced_at is 'When the row was last written.';
comment on column work.people.deleted_at is 'When the record was found absent; null while it is present.';

create table work.comments (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    item_id text,
    author_id text,
    text text,
    created_at timestamptz,
    changed_at timestamptz,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint comments_key primary key (integration_id, stream, external_id)
);
comment on table work.comments is 'Comments on items.';
comment on column work.comments.integration_id is 'The integration the row comes from.';
comment on column work.comments.stream is 'The stream of the tool.';
comment on column work.comments.external_id is 'The tool''s own immutable id.';
comment on column work.comments.item_id is 'Item.';
comment on column work.comments.author_id is 'Who wrote it.';
comment on column work.comments.text is 'Plain text.';
comment on column work.comments.created_at is 'When it was written.';
comment on column work.comments.changed_at is 'When it was last changed.';
comment on column work.comments.synced_at is 'When the row was last written.';
comment on column work.comments.deleted_at is 'When the record was found absent; null while it is present.';

create index comments_item_index on work.comments (integration_id, item_id);

create table work.worklogs (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    item_id text,
    author_id text,
    text text,
    started_at timestamptz,
    seconds bigint,
    created_at timestamptz,
    changed_at timestamptz,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint worklogs_key primary key (integration_id, stream, external_id)
);
comment on table work.worklogs is 'Time booked on items.';
comment on column work.worklogs.integration_id is 'The integration the row comes from.';
comment on column work.worklogs.stream is 'The stream of the tool.';
comment on column work.worklogs.external_id is 'The tool''s own immutable id.';
comment on column work.worklogs.item_id is 'Item.';
comment on column work.worklogs.author_id is 'Who worked.';
comment on column work.worklogs.text is 'What was done, as plain text.';
comment on column work.worklogs.started_at is 'When the work began.';
comment on column work.worklogs.seconds is 'How long it took.';
comment on column work.worklogs.created_at is 'When it was booked.';
comment on column work.worklogs.changed_at is 'When the entry was last changed.';
comment on column work.worklogs.synced_at is 'When the row was last written.';
comment on column work.worklogs.deleted_at is 'When the record was found absent; null while it is present.';

create index worklogs_item_index on work.worklogs (integration_id, item_id);

create table work.changes (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    item_id text,
    author_id text,
    fields text[],
    old_values text[],
    new_values text[],
    created_at timestamptz,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint changes_key primary key (integration_id, stream, external_id)
);
comment on table work.changes is 'Changes of items: who changed what.';
comment on column work.changes.integration_id is 'The integration the row comes from.';
comment on column work.changes.stream is 'The stream of the tool.';
comment on column work.changes.external_id is 'The tool''s own immutable id.';
comment on column work.changes.item_id is 'Item.';
comment on column work.changes.author_id is 'Who changed it.';
comment on column work.changes.fields is 'Fields changed.';
comment on column work.changes.old_values is 'Their values before, in the same order.';
comment on column work.changes.new_values is 'Their values after, in the same order.';
comment on column work.changes.created_at is 'When.';
comment on column work.changes.synced_at is 'When the row was last written.';
comment on column work.changes.deleted_at is 'When the record was found absent; null while it is present.';

create index changes_item_index on work.changes (integration_id, item_id);

create table work.iterations (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    name text,
    state text,
    goal text,
    starts_at timestamptz,
    ends_at timestamptz,
    completed_at timestamptz,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint iterations_key primary key (integration_id, stream, external_id)
);
comment on table work.iterations is 'Sprints and the like.';
comment on column work.iterations.integration_id is 'The integration the row comes from.';
comment on column work.iterations.stream is 'The stream of the tool.';
comment on column work.iterations.external_id is 'The tool''s own immutable id.';
comment on column work.iterations.name is 'Name.';
comment on column work.iterations.state is 'State as the tool names it.';
comment on column work.iterations.goal is 'Goal.';
comment on column work.iterations.starts_at is 'Begin.';
comment on column work.iterations.ends_at is 'Planned end.';
comment on column work.iterations.completed_at is 'When it was closed.';
comment on column work.iterations.synced_at is 'When the row was last written.';
comment on column work.iterations.deleted_at is 'When the record was found absent; null while it is present.';

create table work.statuses (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    name text,
    category text,
    description text,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint statuses_key primary key (integration_id, stream, external_id)
);
comment on table work.statuses is 'Statuses of items.';
comment on column work.statuses.integration_id is 'The integration the row comes from.';
comment on column work.statuses.stream is 'The stream of the tool.';
comment on column work.statuses.external_id is 'The tool''s own immutable id.';
comment on column work.statuses.name is 'Name.';
comment on column work.statuses.category is 'todo, doing or done.';
comment on column work.statuses.description is 'Description.';
comment on column work.statuses.synced_at is 'When the row was last written.';
comment on column work.statuses.deleted_at is 'When the record was found absent; null while it is present.';

create table work.labels (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    name text,
    color text,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint labels_key primary key (integration_id, stream, external_id)
);
comment on table work.labels is 'Labels of items.';
comment on column work.labels.integration_id is 'The integration the row comes from.';
comment on column work.labels.stream is 'The stream of the tool.';
comment on column work.labels.external_id is 'The tool''s own immutable id.';
comment on column work.labels.name is 'Name.';
comment on column work.labels.color is 'Colour as the tool names it.';
comment on column work.labels.synced_at is 'When the row was last written.';
comment on column work.labels.deleted_at is 'When the record was found absent; null while it is present.';

create table work.attachments (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    item_id text,
    author_id text,
    name text,
    media_type text,
    size bigint,
    url text,
    created_at timestamptz,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint attachments_key primary key (integration_id, stream, external_id)
);
comment on table work.attachments is 'Files attached to items; metadata only.';
comment on column work.attachments.integration_id is 'The integration the row comes from.';
comment on column work.attachments.stream is 'The stream of the tool.';
comment on column work.attachments.external_id is 'The tool''s own immutable id.';
comment on column work.attachments.item_id is 'Item.';
comment on column work.attachments.author_id is 'Who attached it.';
comment on column work.attachments.name is 'File name.';
comment on column work.attachments.media_type is 'Media type.';
comment on column work.attachments.size is 'Bytes.';
comment on column work.attachments.url is 'Where the file is.';
comment on column work.attachments.created_at is 'When it was attached.';
comment on column work.attachments.synced_at is 'When the row was last written.';
comment on column work.attachments.deleted_at is 'When the record was found absent; null while it is present.';

create table work.links (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    item_id text,
    target_id text,
    type text,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint links_key primary key (integration_id, stream, external_id)
);
comment on table work.links is 'Links between items.';
comment on column work.links.integration_id is 'The integration the row comes from.';
comment on column work.links.stream is 'The stream of the tool.';
comment on column work.links.external_id is 'The tool''s own immutable id.';
comment on column work.links.item_id is 'Item.';
comment on column work.links.target_id is 'Item it is linked to.';
comment on column work.links.type is 'Kind of link.';
comment on column work.links.synced_at is 'When the row was last written.';
comment on column work.links.deleted_at is 'When the record was found absent; null while it is present.';

create table work.field_values (
    integration_id uuid not null,
    stream text not null,
    external_id text not null,
    item_id text,
    field text,
    value text,
    number double precision,
    changed_at timestamptz,
    synced_at timestamptz not null,
    deleted_at timestamptz,
    constraint field_values_key primary key (integration_id, stream, external_id)
);
comment on table work.field_values is 'Values of mapped custom fields.';
comment on column work.field_values.integration_id is 'The integration the row comes from.';
comment on column work.field_values.stream is 'The stream of the tool.';
comment on column work.field_values.external_id is 'The tool''s own immutable id.';
comment on column work.field_values.item_id is 'Item.';
comment on column work.field_values.field is 'Field.';
comment on column work.field_values.value is 'Value as text.';
comment on column work.field_values.number is 'Value as a number, where it is one.';
comment on column work.field_values.changed_at is 'When the item was last changed.';
comment on column work.field_values.synced_at is 'When the row was last written.';
comment on column work.field_values.deleted_at is 'When the record was found absent; null while it is present.';

do $$
begin
    if not exists (select from pg_roles where rolname = 'work_reader') then
        create role work_reader nologin;
    end if;
exception when insufficient_privilege then
    raise notice 'the role work_reader could not be created: grant select on schema work to your analysts yourself';
end $$;

do $$
begin
    if exists (select from pg_roles where rolname = 'work_reader') then
        grant usage on schema work to work_reader;
        grant select on all tables in schema work to work_reader;
    end if;
end $$;

grant usage on schema work to "${application}";
grant select, insert, update, delete on all tables in schema work to "${application}";
