-- Blobs: which sealed bytes are there, and since when nothing needs them.
-- Kept by the database: a row is there before the first byte is stored, and until after the last one is gone, so that no
-- bytes lie anywhere without a row that leads to them; a blob's name and size never change while it counts. A blob may come before its vault does.

create table blobs (
  vault_id  uuid not null,
  hash      bytea not null,
  size      bigint not null,
  -- Of the keys under which it was sealed; what is sealed under old keys is not committed.
  epoch     bigint,
  state     text not null,
  -- Since when it is in this state, by the clock of the database.
  at        timestamptz not null default now(),
  primary key (vault_id, hash),
  constraint blobs_have_a_known_state check (state in ('arriving', 'staged', 'live', 'dead', 'doomed')),
  constraint blobs_are_named_by_sha256 check (octet_length(hash) = 32),
  constraint blobs_that_count_have_a_size check (size > 0 or state in ('arriving', 'doomed'))
);
create index blobs_that_wait on blobs (state, at) where state <> 'live';

alter table blobs enable row level security;
alter table blobs force row level security;

create policy blobs_of_their_patient on blobs for all to vault_app
  using (vault_id = (select acting_patient())) with check (vault_id = (select acting_patient()));
-- The collector sees what waits to be deleted, and nothing that a vault names.
create policy blobs_to_collect on blobs for select to vault_app
  using ((select acting_service()) and state <> 'live');
create policy blobs_to_doom on blobs for update to vault_app
  using ((select acting_service()) and state <> 'live')
  with check ((select acting_service()) and state = 'doomed');
create policy blobs_to_forget on blobs for delete to vault_app
  using ((select acting_service()) and state = 'doomed');
create policy vaults_to_account on vaults for select to vault_app using ((select acting_service()));
create policy vaults_to_settle on vaults for update to vault_app
  using ((select acting_service())) with check ((select acting_service()));

grant select, insert, delete, update (size, epoch, state, at) on blobs to vault_app;
