-- Segments: the leaves of a sixteenth of a bucket in a row, ready to be hashed. A commit of ten changes in a vault of a
-- hundred thousand objects reads 160 rows for its state root instead of four thousand, and writes ten of 1.4 kB.
-- Kept by the database: a segment says what the objects say whose ids begin with its twelve bits, whoever writes them.

create table segments (
  vault_id  uuid not null references vaults on delete cascade,
  -- The first twelve bits of the object ids: those of a bucket, and four more.
  segment   smallint not null,
  -- In ascending order of object id: object id 16, version 8, SHA-256 of the blob 32.
  leaves    bytea not null,
  primary key (vault_id, segment),
  constraint there_are_4096_segments check (segment between 0 and 4095),
  constraint segments_consist_of_whole_leaves check (octet_length(leaves) > 0 and octet_length(leaves) % 56 = 0)
) with (fillfactor = 70);
-- Hashes do not get smaller by compressing them.
alter table segments alter column leaves set storage external;

alter table segments enable row level security;
alter table segments force row level security;
create policy segments_of_their_patient on segments for all to vault_app
  using (vault_id = (select acting_patient())) with check (vault_id = (select acting_patient()));
grant select, insert, update (leaves) on segments to vault_app;

create function segment_of(object_id uuid) returns smallint language sql immutable
  return (get_byte(uuid_send(object_id), 0) * 16 + get_byte(uuid_send(object_id), 1) / 16)::smallint;

create function write_segments() returns trigger language plpgsql as $$
begin
  insert into segments (vault_id, segment, leaves)
  select t.vault_id, t.segment, (
    select string_agg(uuid_send(o.object_id) || int8send(o.version) || o.hash, ''::bytea order by o.object_id)
    from objects o where o.vault_id = t.vault_id and o.bucket = t.bucket and o.object_id between t.first and t.last)
  from (
    select distinct vault_id, bucket, segment_of(object_id) as segment,
      overlay(object_id::text placing '00000-0000-0000-0000-000000000000' from 4)::uuid as first,
      overlay(object_id::text placing 'fffff-ffff-ffff-ffff-ffffffffffff' from 4)::uuid as last
    from changed) as t
  on conflict (vault_id, segment) do update set leaves = excluded.leaves;
  return null;
end $$;
create trigger new_objects_are_in_their_segment after insert on objects
  referencing new table as changed for each statement execute function write_segments();
create trigger changed_objects_are_in_their_segment after update on objects
  referencing new table as changed for each statement execute function write_segments();

-- What is there already. No policy shows the owner anything.
alter table objects no force row level security;
alter table segments no force row level security;
insert into segments (vault_id, segment, leaves)
  select vault_id, segment_of(object_id),
    string_agg(uuid_send(object_id) || int8send(version) || hash, ''::bytea order by object_id)
  from objects group by vault_id, segment_of(object_id);
alter table objects force row level security;
alter table segments force row level security;
