-- The scope may be changed while a run rests: what was read, or proved, within another one is read again.
alter table bactrian.run_streams add column scope text;
comment on column bactrian.run_streams.scope is 'What the integration wanted of the stream, and of those of whose records it is listed, when the run finished or proved it; null before.';
