-- What a notice names, one thing at a vendor or the token of a pull, is kept like the vendor's other secrets: sealed
-- under the key of its connection. A keyed hash beside it finds the same thing when it is told again.
-- Kept by the database: no fetch names its thing in the clear, and what has one mark has one sealed thing.

alter table fetches add column object bytea, add column object_mark bytea not null default '';

-- Those that stand in the clear cannot be sealed here: all of their stretch is fetched instead, which holds the thing.
-- Forced row security would hide them from the owner, who changes them all this once.
alter table fetches no force row level security;
insert into fetches (connection_id, patient_id, collection, from_at, until_at, due_at)
  select connection_id, patient_id, split_part(collection, '/', 1), from_at, until_at, due_at
  from fetches where collection like '%/%'
  on conflict do nothing;
delete from fetches where collection like '%/%';
alter table fetches force row level security;

alter table fetches drop constraint fetches_pkey;
alter table fetches add primary key (connection_id, collection, from_at, until_at, object_mark);
alter table fetches
  add constraint fetches_name_no_object_in_the_clear check (collection !~ '/'),
  add constraint fetches_mark_what_they_seal check ((object is null) = (length(object_mark) = 0)),
  add constraint fetches_mark_by_sha256 check (length(object_mark) in (0, 32));
