-- A transaction that stores records says by which revision they were read; a default costs COPY no column more.
alter table work.records
    alter column revision set default nullif(current_setting('bactrian.revision', true), '');
comment on column work.records.revision is 'Newest revision of the flows and declarations that the run went by which wrote the row, as in bactrian.route_revisions; null before there were any.';
