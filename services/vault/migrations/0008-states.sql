-- States: the hashes of all buckets of a vault in one value. A commit reads and writes it once for its state root, where it
-- read 256 rows and wrote one for each bucket that it touched.
-- Kept by the database: a state has the hash of each of the 256 buckets.

create table states (
  vault_id       uuid primary key references vaults on delete cascade,
  -- SHA-256 32, in ascending order of bucket.
  bucket_hashes  bytea not null,
  constraint states_have_256_hashes check (octet_length(bucket_hashes) = 8192)
);
-- Hashes do not get smaller by compressing them.
alter table states alter column bucket_hashes set storage external;

alter table states enable row level security;
alter table states force row level security;
create policy states_of_their_patient on states for all to vault_app
  using (vault_id = (select acting_patient())) with check (vault_id = (select acting_patient()));
grant select, insert, update (bucket_hashes) on states to vault_app;

-- The hashes with some of them replaced. Read once from where they are stored: a query would fetch each piece anew.
create function replace_hashes(bucket_hashes bytea, buckets smallint[], hashes bytea[]) returns bytea
  language plpgsql immutable as $$
declare replaced bytea := bucket_hashes || ''::bytea;
begin
  for i in 1 .. coalesce(cardinality(buckets), 0) loop
    replaced := overlay(replaced placing hashes[i] from buckets[i] * 32 + 1);
  end loop;
  return replaced;
end $$;

-- What is there already. No policy shows the owner anything.
alter table buckets no force row level security;
alter table states no force row level security;
insert into states (vault_id, bucket_hashes)
  select vault_id, string_agg(hash, ''::bytea order by bucket) from buckets group by vault_id;
alter table states force row level security;
drop table buckets;
