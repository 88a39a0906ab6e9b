-- By which version of a parent its list is known: the clocks of service and database need not agree.
alter table bactrian.watermarks add column parent_synced_at timestamptz;
comment on column bactrian.watermarks.parent_synced_at is
    'synced_at of the parent as it was when its list was read; null where a change of the parent does not matter, or before that was noted.';
