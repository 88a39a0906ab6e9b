-- A record that is fetched by its id belongs to the parent in whose list it stands.
alter table bactrian.census_pages add column partition text not null default '';
comment on column bactrian.census_pages.partition is 'external_id of the parent whose list it was; empty where there is one list.';

create or replace view bactrian.census_ids as
    select p.integration_id, p.stream, listed.external_id, p.partition
    from bactrian.census_pages p cross join lateral unnest(p.external_ids) as listed(external_id);
comment on column bactrian.census_ids.partition is 'external_id of the parent in whose list it stands; empty where there is one list.';
