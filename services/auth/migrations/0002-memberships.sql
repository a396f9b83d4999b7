-- Who works where. A membership (person in organization) is what a consent is granted to, so its id never moves.
-- Kept by the database, not by code: one membership per person and organization; only a doctor treats, and only
-- after an administrator checked the licence; a doctor's code names exactly one membership.

create table organizations (
  id         uuid primary key,
  name       text not null,
  created_at timestamptz not null,
  constraint organizations_name_is_short check (length(name) between 1 and 200)
);

create table doctor_verifications (
  account_id     uuid primary key references accounts,
  licence_number text not null,
  country        text not null,
  verified_at    timestamptz not null,
  constraint doctor_verifications_licence_is_short check (length(licence_number) between 1 and 64),
  constraint doctor_verifications_country_is_iso check (country ~ '^[A-Z]{2}$')
);

create table memberships (
  grantee_id      uuid primary key,
  account_id      uuid not null references accounts,
  organization_id uuid not null references organizations,
  role            text not null,
  treating        boolean not null,
  doctor_code     text,
  created_at      timestamptz not null,
  -- Set exactly for those who treat: the key below then finds nobody who was not verified.
  verified_account_id uuid generated always as (case when treating then account_id end) stored
    references doctor_verifications,
  constraint memberships_one_per_person_and_organization unique (account_id, organization_id),
  constraint memberships_role_is_known check (role in ('doctor', 'front_desk', 'organization_admin')),
  constraint memberships_only_doctors_treat check (not treating or role = 'doctor'),
  constraint memberships_code_names_one unique (doctor_code),
  constraint memberships_code_cannot_be_misread check (doctor_code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  constraint memberships_code_is_of_who_treats check ((doctor_code is not null) = treating)
);

alter table organizations enable row level security;
alter table organizations force row level security;
alter table doctor_verifications enable row level security;
alter table doctor_verifications force row level security;
alter table memberships enable row level security;
alter table memberships force row level security;

create policy organizations_read on organizations for select to nornos_auth_app
  using ((select actor_type()) = 'service');
create policy organizations_add on organizations for insert to nornos_auth_app
  with check ((select actor_type()) = 'service');
create policy doctor_verifications_read on doctor_verifications for select to nornos_auth_app
  using ((select actor_type()) = 'service');
create policy doctor_verifications_add on doctor_verifications for insert to nornos_auth_app
  with check ((select actor_type()) = 'service');
create policy memberships_read on memberships for select to nornos_auth_app
  using ((select actor_type()) = 'service' or account_id = (select actor_id()));
create policy memberships_add on memberships for insert to nornos_auth_app
  with check ((select actor_type()) = 'service');

grant select, insert on organizations, doctor_verifications, memberships to nornos_auth_app;
