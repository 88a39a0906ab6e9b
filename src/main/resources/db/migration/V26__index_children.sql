-- The children of a record that was read again are compared with those it lists now.
create index records_parent_index on work.records (integration_id, stream, parent_id) where parent_id is not null;
