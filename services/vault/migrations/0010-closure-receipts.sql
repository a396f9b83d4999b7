-- Receipts of vaults that were closed, for a patient whose answer was lost: kept for a day.
-- Kept by the database: a receipt is of the vault that it names, and only that vault's patient sees it; the collector sees and
-- deletes only those that are a day old.

create table closure_receipts (
  vault_id   uuid primary key,
  receipt    jsonb not null,
  closed_at  timestamptz not null default now(),
  constraint receipts_are_of_their_vault check (receipt ->> 'vaultId' = vault_id::text)
);

alter table closure_receipts enable row level security;
alter table closure_receipts force row level security;

create policy closure_receipts_of_their_patient on closure_receipts for all to vault_app
  using (vault_id = (select acting_patient())) with check (vault_id = (select acting_patient()));
create policy closure_receipts_to_see on closure_receipts for select to vault_app
  using ((select acting_service()) and closed_at < now() - interval '1 day');
create policy closure_receipts_to_forget on closure_receipts for delete to vault_app
  using ((select acting_service()) and closed_at < now() - interval '1 day');

grant select, insert, delete, update (receipt, closed_at) on closure_receipts to vault_app;
