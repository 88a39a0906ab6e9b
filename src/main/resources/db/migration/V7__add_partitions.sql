alter table work.records add column parent_id text;
comment on column work.records.parent_id is 'external_id of the record that this one was listed with or embedded in, of the parent stream; null when there is none.';

comment on column bactrian.walks.partition is 'Partition that the position is in: external_id of its parent; with no position, the last one that was read; empty where there are none.';
comment on column bactrian.watermarks.partition is 'Part of the stream with a watermark of its own: external_id of its parent; empty for the whole.';
