-- Checks: how far the bytes of each vault have been compared with their names, and which are not what they should be.
-- Kept by the database: a check is of one vault at a time, sees what is kept of it, and changes nothing of it.

create table vault_checks (
  vault_id    uuid primary key references vaults on delete cascade,
  -- When the next check begins, or began when one is under way.
  due_at      timestamptz not null,
  -- Blobs up to this name are done; null between checks.
  after_hash  bytea
);
create index vault_checks_that_are_due on vault_checks (due_at);

create table damaged_blobs (
  vault_id  uuid not null,
  hash      bytea not null,
  fault     text not null,
  -- When it was found first.
  found_at  timestamptz not null default now(),
  primary key (vault_id, hash),
  foreign key (vault_id, hash) references blobs on delete cascade,
  constraint damaged_blobs_have_a_known_fault check (fault in ('missing', 'altered'))
);

alter table vault_checks enable row level security;
alter table vault_checks force row level security;
alter table damaged_blobs enable row level security;
alter table damaged_blobs force row level security;

create policy vault_checks_to_plan on vault_checks for all to vault_app
  using ((select acting_service())) with check ((select acting_service()));
create policy damaged_blobs_of_a_check on damaged_blobs for all to vault_app
  using ((select acting_service()) and vault_id = (select actor_id()))
  with check ((select acting_service()) and vault_id = (select actor_id()));
create policy blobs_of_a_check on blobs for select to vault_app
  using ((select acting_service()) and vault_id = (select actor_id()));

grant select, insert, update on vault_checks to vault_app;
grant select, insert, update (fault), delete on damaged_blobs to vault_app;
