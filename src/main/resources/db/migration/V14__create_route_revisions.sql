create table bactrian.route_revisions (
    id bigint generated always as identity primary key,
    tool text not null,
    file text not null,
    verdict text not null,
    cause text not null,
    author text not null,
    noted_at timestamptz not null,
    problems jsonb not null default '[]',
    diff text not null,
    content text,
    constraint route_revisions_verdict_check check (verdict in ('live', 'rejected')),
    constraint route_revisions_cause_check check (cause in ('start', 'file', 'sent', 'rollback'))
);
comment on table bactrian.route_revisions is 'Every version of every file of routes/, those that were rejected included.';
comment on column bactrian.route_revisions.id is 'Number of the revision, rising over all files.';
comment on column bactrian.route_revisions.tool is 'The folder: a tool, or sync for the flows of all tools.';
comment on column bactrian.route_revisions.file is 'Name of the file in its folder.';
comment on column bactrian.route_revisions.verdict is 'live when it ran from then on; rejected when what ran before went on.';
comment on column bactrian.route_revisions.cause is 'How it came: start, file, sent or rollback.';
comment on column bactrian.route_revisions.author is 'Name of the key it was sent with; bactrian for what was saved on disk.';
comment on column bactrian.route_revisions.noted_at is 'When the verdict was given.';
comment on column bactrian.route_revisions.problems is 'What was wrong with it, place by place.';
comment on column bactrian.route_revisions.diff is 'Unified diff against the version that ran before.';
comment on column bactrian.route_revisions.content is 'The file; null when it was taken away, or was no text that can be kept.';

create index route_revisions_file_index on bactrian.route_revisions (tool, file, id desc);

grant select, insert on bactrian.route_revisions to "${application}";
