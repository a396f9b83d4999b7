-- A person who can sign in: who they are, how they prove it, and the browsers they did it from.
-- Kept by the database, not by code: an account has one address and one role for ever; a one-time code counts
-- once, because its step only rises; a person sees their own account alone, and proofs are open to signing in only.

create function actor_id() returns uuid language sql stable set search_path = pg_catalog
  return nullif(current_setting('nornos.actor_id', true), '')::uuid;
create function actor_type() returns text language sql stable set search_path = pg_catalog
  return nullif(current_setting('nornos.actor_type', true), '');

create table accounts (
  id         uuid primary key,
  email      text not null,
  name       text not null,
  actor      text not null,
  created_at timestamptz not null,
  constraint accounts_have_one_address_each unique (email),
  constraint accounts_address_is_lower_case check (email = lower(email) and length(email) <= 320),
  constraint accounts_name_is_short check (length(name) between 1 and 200),
  constraint accounts_actor_is_known check (
    actor in ('patient', 'doctor', 'front_desk', 'organization_admin', 'admin', 'auditor', 'helper'))
);

-- The password as Argon2id, the seed of the one-time codes sealed under the key file of auth.
create table credentials (
  account_id    uuid primary key references accounts,
  password_hash text not null,
  seed_sealed   bytea not null,
  last_step     bigint not null default 0,
  constraint credentials_password_is_argon2id check (password_hash like '$argon2id$%')
);

-- A browser that signed in before; its cookie is stored as a hash.
create table known_devices (
  account_id    uuid not null references accounts,
  device_hash   bytea not null,
  name          text not null,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  primary key (account_id, device_hash),
  constraint known_devices_hash_is_sha256 check (length(device_hash) = 32),
  constraint known_devices_name_is_short check (length(name) <= 200)
);

alter table accounts enable row level security;
alter table accounts force row level security;
alter table credentials enable row level security;
alter table credentials force row level security;
alter table known_devices enable row level security;
alter table known_devices force row level security;

create policy accounts_read on accounts for select to nornos_auth_app
  using ((select actor_type()) = 'service' or id = (select actor_id()));
create policy accounts_open on accounts for insert to nornos_auth_app
  with check ((select actor_type()) = 'service');
create policy credentials_prove on credentials for select to nornos_auth_app
  using ((select actor_type()) = 'service');
create policy credentials_set on credentials for insert to nornos_auth_app
  with check ((select actor_type()) = 'service');
create policy credentials_step on credentials for update to nornos_auth_app
  using ((select actor_type()) = 'service') with check ((select actor_type()) = 'service');
create policy known_devices_read on known_devices for select to nornos_auth_app
  using ((select actor_type()) = 'service' or account_id = (select actor_id()));
create policy known_devices_add on known_devices for insert to nornos_auth_app
  with check ((select actor_type()) = 'service');
create policy known_devices_see on known_devices for update to nornos_auth_app
  using ((select actor_type()) = 'service') with check ((select actor_type()) = 'service');

grant select, insert on accounts to nornos_auth_app;
grant select, insert, update (last_step) on credentials to nornos_auth_app;
grant select, insert, update (last_seen_at) on known_devices to nornos_auth_app;
