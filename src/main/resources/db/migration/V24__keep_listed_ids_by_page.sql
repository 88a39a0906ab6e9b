-- A row for each id costs ten times what a row for each page does, and a census has millions of them.
drop table bactrian.census_ids;

create unlogged table bactrian.census_pages (
    integration_id uuid not null,
    stream text not null,
    external_ids text[] not null
);
create index census_pages_stream_index on bactrian.census_pages (integration_id, stream);
comment on table bactrian.census_pages is 'What the tool listed in the census being taken, page by page.';
comment on column bactrian.census_pages.integration_id is 'The integration.';
comment on column bactrian.census_pages.stream is 'The stream.';
comment on column bactrian.census_pages.external_ids is 'The ids that one page listed.';

create view bactrian.census_ids as
    select p.integration_id, p.stream, listed.external_id
    from bactrian.census_pages p cross join lateral unnest(p.external_ids) as listed(external_id);
comment on view bactrian.census_ids is 'Ids that the tool listed in the census being taken; an id that two pages hold is there twice.';
comment on column bactrian.census_ids.integration_id is 'The integration.';
comment on column bactrian.census_ids.stream is 'The stream.';
comment on column bactrian.census_ids.external_id is 'An id listed.';

grant select, insert, update, delete on bactrian.census_pages to "${application}";
grant select on bactrian.census_ids to "${application}";
