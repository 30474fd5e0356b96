-- Whether all of it is there: false from the first row of a demo until its last. What was left half-loaded is known by
-- it at the next start and made anew.
alter table installation add whole boolean not null default true;
