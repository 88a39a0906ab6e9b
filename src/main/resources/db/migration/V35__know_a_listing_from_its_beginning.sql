-- A crash of the database empties the table: what is listed after it is not the whole of the listing.
alter table bactrian.census_pages add column begun_within text;
comment on column bactrian.census_pages.begun_within is 'Scope of the listing, where it begins; null in all other rows. Where no row begins it, what was listed first is lost.';
