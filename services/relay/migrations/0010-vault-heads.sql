-- Witness of the vault's chain: which head a patient's devices had seen, kept apart from the vault.
-- Kept by the database, not by code: a patient writes, sees and replaces only their own, and what was noted is never
-- changed.

create table vault_heads (
  patient_id  uuid not null,
  n           integer not null,
  head        bytea not null,
  noted_at    timestamptz not null default clock_timestamp(),
  primary key (patient_id, n, head),
  constraint vault_heads_count_from_one check (n >= 1),
  constraint vault_heads_are_sha256 check (length(head) = 32)
);

alter table vault_heads enable row level security;
alter table vault_heads force row level security;

create policy vault_heads_seen on vault_heads for select to relay_app using (patient_id = (select actor_id()));
create policy vault_heads_noted on vault_heads for insert to relay_app with check (patient_id = (select actor_id()));
create policy vault_heads_replaced on vault_heads for delete to relay_app using (patient_id = (select actor_id()));

create trigger vault_heads_are_durable before insert on vault_heads
  for each statement execute function write_durably();

grant select, insert, delete on vault_heads to relay_app;
