-- Whoever asks again in the same run is refused again.
alter table bactrian.child_counts add column refused_in uuid;
comment on column bactrian.child_counts.refused_in is 'The last run in which the tool refused to list them; null when none was refused since the tool told.';
