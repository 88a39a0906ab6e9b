-- They are few, and asked for after each listing: which of them are seen again?
create index records_absent_index on work.records (integration_id, stream) where absence <> 'present';
