-- By which state of a record its children are known, so that those of an unchanged one are not fetched again.

alter table bactrian.child_counts add column parent_hash uuid;
comment on column bactrian.child_counts.parent_hash is
    'Hash of the record as it was when the tool told; null when its children are to be read whatever it is.';

-- Since when each part is read, by our clock: what was set aside before and was not met again is not there any more.

alter table bactrian.walks add column begun_at timestamptz not null default now();
comment on column bactrian.walks.begun_at is 'When it was decided to read the part, by the database''s clock.';
