-- What one run has read proves nothing of another, at another time.
alter table bactrian.walks add column run_id uuid;
comment on column bactrian.walks.run_id is 'The run that began the reading; null where that was not noted.';
