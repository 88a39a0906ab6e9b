-- A run may be asked for before a census and bring changes after it.
alter table bactrian.run_streams add column changed_at timestamptz;
comment on column bactrian.run_streams.changed_at is
    'When it last held records otherwise, by the database''s clock; null when it did not, or that was not noted.';
