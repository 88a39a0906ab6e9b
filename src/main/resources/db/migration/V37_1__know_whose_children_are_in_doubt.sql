-- A list of several pages may change while they are asked for, and then miss what is still there: two readings have to.
alter table bactrian.child_counts add column missed text[];
comment on column bactrian.child_counts.missed is 'Held children that the last reading missed, while that is no proof; null where nothing is in doubt.';
