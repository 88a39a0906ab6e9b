-- What is set aside goes with what it belongs to, and an older version of it says nothing of a newer one.
alter table bactrian.quarantined_records add column parent_id text, add column changed_at timestamptz;
comment on column bactrian.quarantined_records.parent_id is
    'The record that it was listed with or embedded in; null when there is none, or that was not noted.';
comment on column bactrian.quarantined_records.changed_at is
    'Its version by the tool''s clock; null when the tool gives none, or that was not noted.';
