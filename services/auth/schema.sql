-- tables

table accounts owner nornos_auth_owner row security forced
  id uuid not null
  email text not null
  name text not null
  actor text not null
  created_at timestamp with time zone not null

table audit_outbox owner nornos_auth_owner row security forced
  event_id uuid not null
  event jsonb not null
  created_at timestamp with time zone not null
  delivered_at timestamp with time zone

table credentials owner nornos_auth_owner row security forced
  account_id uuid not null
  password_hash text not null
  seed_sealed bytea not null
  last_step bigint not null default 0

table doctor_verifications owner nornos_auth_owner row security forced
  account_id uuid not null
  licence_number text not null
  country text not null
  verified_at timestamp with time zone not null

table known_devices owner nornos_auth_owner row security forced
  account_id uuid not null
  device_hash bytea not null
  name text not null
  first_seen_at timestamp with time zone not null
  last_seen_at timestamp with time zone not null

table memberships owner nornos_auth_owner row security forced
  grantee_id uuid not null
  account_id uuid not null
  organization_id uuid not null
  role text not null
  treating boolean not null
  doctor_code text
  created_at timestamp with time zone not null
  verified_account_id uuid default 
CASE
    WHEN treating THEN account_id
    ELSE NULL::uuid
END

table migrations owner nornos_auth_owner
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()

table oidc_records owner nornos_auth_owner row security forced
  kind text not null
  id_hash bytea not null
  uid_hash bytea
  grant_hash bytea
  session_hash bytea
  sealed bytea not null
  consumed_at timestamp with time zone
  expires_at timestamp with time zone not null

table organizations owner nornos_auth_owner row security forced
  id uuid not null
  name text not null
  created_at timestamp with time zone not null

table recovery_halves owner nornos_auth_owner row security forced
  account_id uuid not null
  slot_id uuid not null
  half_sealed bytea not null

table recovery_requests owner nornos_auth_owner row security forced
  account_id uuid not null
  slot_id uuid not null
  asked_at timestamp with time zone not null default now()
  ready_at timestamp with time zone not null
  until timestamp with time zone not null
  mails_sent integer not null default 0
  given_at timestamp with time zone

table recovery_slots owner nornos_auth_owner row security forced
  account_id uuid not null
  slot_id uuid not null
  stored_at timestamp with time zone not null default now()

table revoked_sessions owner nornos_auth_owner row security forced
  session_id text not null
  revoked_at timestamp with time zone not null

table sessions owner nornos_auth_owner row security forced
  session_id text not null
  account_id uuid not null
  client_id text not null
  device_name text not null
  created_at timestamp with time zone not null
  last_used_at timestamp with time zone not null
  ended_at timestamp with time zone

table sign_ins owner nornos_auth_owner row security forced
  interaction_hash bytea not null
  account_id uuid not null
  expires_at timestamp with time zone not null

table sign_ups owner nornos_auth_owner row security forced
  interaction_hash bytea not null
  email text not null
  code_hash bytea not null
  tries_left integer not null default 5
  code_expires_at timestamp with time zone not null
  email_proved_at timestamp with time zone
  name text
  password_hash text
  seed_sealed bytea
  expires_at timestamp with time zone not null

table throttle_buckets owner nornos_auth_owner row security forced
  bucket_hash bytea not null
  tokens double precision not null
  filled_at timestamp with time zone not null

-- constraints

constraint accounts_actor_is_known on accounts CHECK ((actor = ANY (ARRAY['patient'::text, 'doctor'::text, 'front_desk'::text, 'organization_admin'::text, 'admin'::text, 'auditor'::text, 'helper'::text])))

constraint accounts_address_is_lower_case on accounts CHECK (((email = lower(email)) AND (length(email) <= 320)))

constraint accounts_have_one_address_each on accounts UNIQUE (email)

constraint accounts_name_is_short on accounts CHECK (((length(name) >= 1) AND (length(name) <= 200)))

constraint accounts_pkey on accounts PRIMARY KEY (id)

constraint audit_outbox_pkey on audit_outbox PRIMARY KEY (event_id)

constraint credentials_account_id_fkey on credentials FOREIGN KEY (account_id) REFERENCES accounts(id)

constraint credentials_password_is_argon2id on credentials CHECK ((password_hash ~~ '$argon2id$%'::text))

constraint credentials_pkey on credentials PRIMARY KEY (account_id)

constraint doctor_verifications_account_id_fkey on doctor_verifications FOREIGN KEY (account_id) REFERENCES accounts(id)

constraint doctor_verifications_country_is_iso on doctor_verifications CHECK ((country ~ '^[A-Z]{2}$'::text))

constraint doctor_verifications_licence_is_short on doctor_verifications CHECK (((length(licence_number) >= 1) AND (length(licence_number) <= 64)))

constraint doctor_verifications_pkey on doctor_verifications PRIMARY KEY (account_id)

constraint known_devices_account_id_fkey on known_devices FOREIGN KEY (account_id) REFERENCES accounts(id)

constraint known_devices_hash_is_sha256 on known_devices CHECK ((length(device_hash) = 32))

constraint known_devices_name_is_short on known_devices CHECK ((length(name) <= 200))

constraint known_devices_pkey on known_devices PRIMARY KEY (account_id, device_hash)

constraint memberships_account_id_fkey on memberships FOREIGN KEY (account_id) REFERENCES accounts(id)

constraint memberships_code_cannot_be_misread on memberships CHECK ((doctor_code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'::text))

constraint memberships_code_is_of_who_treats on memberships CHECK (((doctor_code IS NOT NULL) = treating))

constraint memberships_code_names_one on memberships UNIQUE (doctor_code)

constraint memberships_one_per_person_and_organization on memberships UNIQUE (account_id, organization_id)

constraint memberships_only_doctors_treat on memberships CHECK (((NOT treating) OR (role = 'doctor'::text)))

constraint memberships_organization_id_fkey on memberships FOREIGN KEY (organization_id) REFERENCES organizations(id)

constraint memberships_pkey on memberships PRIMARY KEY (grantee_id)

constraint memberships_role_is_known on memberships CHECK ((role = ANY (ARRAY['doctor'::text, 'front_desk'::text, 'organization_admin'::text])))

constraint memberships_verified_account_id_fkey on memberships FOREIGN KEY (verified_account_id) REFERENCES doctor_verifications(account_id)

constraint migrations_pkey on migrations PRIMARY KEY (name)

constraint oidc_records_id_is_sha256 on oidc_records CHECK ((length(id_hash) = 32))

constraint oidc_records_kind_is_short on oidc_records CHECK ((length(kind) <= 64))

constraint oidc_records_pkey on oidc_records PRIMARY KEY (kind, id_hash)

constraint organizations_name_is_short on organizations CHECK (((length(name) >= 1) AND (length(name) <= 200)))

constraint organizations_pkey on organizations PRIMARY KEY (id)

constraint recovery_halves_have_a_slot on recovery_halves FOREIGN KEY (account_id, slot_id) REFERENCES recovery_slots(account_id, slot_id) ON DELETE CASCADE

constraint recovery_halves_pkey on recovery_halves PRIMARY KEY (account_id, slot_id)

constraint recovery_requests_account_id_fkey on recovery_requests FOREIGN KEY (account_id) REFERENCES accounts(id)

constraint recovery_requests_are_for_a_half on recovery_requests FOREIGN KEY (account_id, slot_id) REFERENCES recovery_slots(account_id, slot_id) ON DELETE CASCADE

constraint recovery_requests_are_not_answered_early on recovery_requests CHECK ((given_at >= ready_at))

constraint recovery_requests_last_seven_days on recovery_requests CHECK ((until = (ready_at + '168:00:00'::interval)))

constraint recovery_requests_pkey on recovery_requests PRIMARY KEY (account_id)

constraint recovery_requests_wait on recovery_requests CHECK ((ready_at >= asked_at))

constraint recovery_slots_account_id_fkey on recovery_slots FOREIGN KEY (account_id) REFERENCES accounts(id)

constraint recovery_slots_pkey on recovery_slots PRIMARY KEY (account_id, slot_id)

constraint revoked_sessions_pkey on revoked_sessions PRIMARY KEY (session_id)

constraint sessions_account_id_fkey on sessions FOREIGN KEY (account_id) REFERENCES accounts(id)

constraint sessions_device_name_is_short on sessions CHECK ((length(device_name) <= 200))

constraint sessions_id_is_short on sessions CHECK ((length(session_id) <= 128))

constraint sessions_pkey on sessions PRIMARY KEY (session_id)

constraint sign_ins_account_id_fkey on sign_ins FOREIGN KEY (account_id) REFERENCES accounts(id)

constraint sign_ins_pkey on sign_ins PRIMARY KEY (interaction_hash)

constraint sign_ups_name_is_short on sign_ups CHECK (((length(name) >= 1) AND (length(name) <= 200)))

constraint sign_ups_pkey on sign_ups PRIMARY KEY (interaction_hash)

constraint sign_ups_tries_end_at_zero on sign_ups CHECK ((tries_left >= 0))

constraint throttle_buckets_are_not_overdrawn on throttle_buckets CHECK ((tokens >= (0)::double precision))

constraint throttle_buckets_pkey on throttle_buckets PRIMARY KEY (bucket_hash)

-- indexes

CREATE UNIQUE INDEX accounts_have_one_address_each ON public.accounts USING btree (email)

CREATE UNIQUE INDEX accounts_pkey ON public.accounts USING btree (id)

CREATE UNIQUE INDEX audit_outbox_pkey ON public.audit_outbox USING btree (event_id)

CREATE INDEX audit_outbox_waiting ON public.audit_outbox USING btree (created_at) WHERE (delivered_at IS NULL)

CREATE UNIQUE INDEX credentials_pkey ON public.credentials USING btree (account_id)

CREATE UNIQUE INDEX doctor_verifications_pkey ON public.doctor_verifications USING btree (account_id)

CREATE UNIQUE INDEX known_devices_pkey ON public.known_devices USING btree (account_id, device_hash)

CREATE UNIQUE INDEX memberships_code_names_one ON public.memberships USING btree (doctor_code)

CREATE UNIQUE INDEX memberships_one_per_person_and_organization ON public.memberships USING btree (account_id, organization_id)

CREATE UNIQUE INDEX memberships_pkey ON public.memberships USING btree (grantee_id)

CREATE UNIQUE INDEX migrations_pkey ON public.migrations USING btree (name)

CREATE INDEX oidc_records_by_end ON public.oidc_records USING btree (expires_at)

CREATE INDEX oidc_records_by_grant ON public.oidc_records USING btree (grant_hash) WHERE (grant_hash IS NOT NULL)

CREATE INDEX oidc_records_by_session ON public.oidc_records USING btree (session_hash) WHERE (session_hash IS NOT NULL)

CREATE INDEX oidc_records_by_uid ON public.oidc_records USING btree (uid_hash) WHERE (uid_hash IS NOT NULL)

CREATE UNIQUE INDEX oidc_records_pkey ON public.oidc_records USING btree (kind, id_hash)

CREATE UNIQUE INDEX organizations_pkey ON public.organizations USING btree (id)

CREATE UNIQUE INDEX recovery_halves_pkey ON public.recovery_halves USING btree (account_id, slot_id)

CREATE UNIQUE INDEX recovery_requests_pkey ON public.recovery_requests USING btree (account_id)

CREATE UNIQUE INDEX recovery_slots_pkey ON public.recovery_slots USING btree (account_id, slot_id)

CREATE INDEX revoked_sessions_by_time ON public.revoked_sessions USING btree (revoked_at)

CREATE UNIQUE INDEX revoked_sessions_pkey ON public.revoked_sessions USING btree (session_id)

CREATE INDEX sessions_by_account ON public.sessions USING btree (account_id)

CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (session_id)

CREATE UNIQUE INDEX sign_ins_pkey ON public.sign_ins USING btree (interaction_hash)

CREATE UNIQUE INDEX sign_ups_pkey ON public.sign_ups USING btree (interaction_hash)

CREATE INDEX throttle_buckets_by_time ON public.throttle_buckets USING btree (filled_at)

CREATE UNIQUE INDEX throttle_buckets_pkey ON public.throttle_buckets USING btree (bucket_hash)

-- policies

policy accounts_close on accounts for DELETE to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy accounts_open on accounts for INSERT to nornos_auth_app using - check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy accounts_read on accounts for SELECT to nornos_auth_app using ((( SELECT actor_type() AS actor_type) = 'service'::text) OR (id = ( SELECT actor_id() AS actor_id))) check -

policy audit_outbox_deliver on audit_outbox for UPDATE to nornos_auth_app using ((( SELECT actor_type() AS actor_type) = 'service'::text) AND (delivered_at IS NULL)) check ((( SELECT actor_type() AS actor_type) = 'service'::text) AND (delivered_at IS NOT NULL))

policy audit_outbox_read on audit_outbox for SELECT to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy audit_outbox_write on audit_outbox for INSERT to nornos_auth_app using - check ((( SELECT actor_type() AS actor_type) = 'service'::text) AND (delivered_at IS NULL))

policy credentials_close on credentials for DELETE to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy credentials_prove on credentials for SELECT to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy credentials_set on credentials for INSERT to nornos_auth_app using - check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy credentials_step on credentials for UPDATE to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy doctor_verifications_add on doctor_verifications for INSERT to nornos_auth_app using - check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy doctor_verifications_read on doctor_verifications for SELECT to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy known_devices_add on known_devices for INSERT to nornos_auth_app using - check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy known_devices_close on known_devices for DELETE to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy known_devices_read on known_devices for SELECT to nornos_auth_app using ((( SELECT actor_type() AS actor_type) = 'service'::text) OR (account_id = ( SELECT actor_id() AS actor_id))) check -

policy known_devices_see on known_devices for UPDATE to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy memberships_add on memberships for INSERT to nornos_auth_app using - check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy memberships_read on memberships for SELECT to nornos_auth_app using ((( SELECT actor_type() AS actor_type) = 'service'::text) OR (account_id = ( SELECT actor_id() AS actor_id))) check -

policy oidc_records_by_hash on oidc_records for ALL to nornos_auth_app using true check true

policy organizations_add on organizations for INSERT to nornos_auth_app using - check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy organizations_read on organizations for SELECT to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy recovery_halves_add on recovery_halves for INSERT to nornos_auth_app using - check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy recovery_halves_wait on recovery_halves for SELECT to nornos_auth_app using ((( SELECT actor_type() AS actor_type) = 'service'::text) AND (EXISTS ( SELECT
   FROM recovery_requests r
  WHERE ((r.account_id = recovery_halves.account_id) AND (r.slot_id = recovery_halves.slot_id) AND (now() >= r.ready_at) AND (now() < r.until))))) check -

policy recovery_requests_ask on recovery_requests for INSERT to nornos_auth_app using - check ((( SELECT actor_type() AS actor_type) = 'service'::text) AND (asked_at = now()) AND (given_at IS NULL))

policy recovery_requests_note on recovery_requests for UPDATE to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy recovery_requests_read on recovery_requests for SELECT to nornos_auth_app using ((( SELECT actor_type() AS actor_type) = 'service'::text) OR (account_id = ( SELECT actor_id() AS actor_id))) check -

policy recovery_requests_stop on recovery_requests for DELETE to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy recovery_slots_add on recovery_slots for INSERT to nornos_auth_app using - check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy recovery_slots_read on recovery_slots for SELECT to nornos_auth_app using ((( SELECT actor_type() AS actor_type) = 'service'::text) OR (account_id = ( SELECT actor_id() AS actor_id))) check -

policy recovery_slots_remove on recovery_slots for DELETE to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy revoked_sessions_add on revoked_sessions for INSERT to nornos_auth_app using - check true

policy revoked_sessions_forget on revoked_sessions for DELETE to nornos_auth_app using (revoked_at < (now() - '01:00:00'::interval)) check -

policy revoked_sessions_read on revoked_sessions for SELECT to nornos_auth_app using true check -

policy sessions_close on sessions for DELETE to nornos_auth_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check -

policy sessions_open on sessions for INSERT to nornos_auth_app using - check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy sessions_read on sessions for SELECT to nornos_auth_app using ((( SELECT actor_type() AS actor_type) = 'service'::text) OR (account_id = ( SELECT actor_id() AS actor_id))) check -

policy sessions_use on sessions for UPDATE to nornos_auth_app using ((ended_at IS NULL) AND ((( SELECT actor_type() AS actor_type) = 'service'::text) OR (account_id = ( SELECT actor_id() AS actor_id)))) check ((( SELECT actor_type() AS actor_type) = 'service'::text) OR (account_id = ( SELECT actor_id() AS actor_id)))

policy sign_ins_by_hash on sign_ins for ALL to nornos_auth_app using true check true

policy sign_ups_by_hash on sign_ups for ALL to nornos_auth_app using true check true

policy throttle_buckets_by_hash on throttle_buckets for ALL to nornos_auth_app using true check true

-- functions

owner nornos_auth_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
RETURN (NULLIF(current_setting('nornos.actor_id'::text, true), ''::text))::uuid

owner nornos_auth_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.actor_type()
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
RETURN NULLIF(current_setting('nornos.actor_type'::text, true), ''::text)

owner nornos_auth_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.tell_revoked_session()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform pg_notify('revoked_sessions', new.session_id);
  return null;
end $function$

-- triggers

CREATE TRIGGER revoked_sessions_are_told AFTER INSERT ON public.revoked_sessions FOR EACH ROW EXECUTE FUNCTION tell_revoked_session()

-- grants

grant DELETE, INSERT, SELECT on accounts to nornos_auth_app

grant INSERT, SELECT on audit_outbox to nornos_auth_app

grant DELETE, INSERT, SELECT on credentials to nornos_auth_app

grant INSERT, SELECT on doctor_verifications to nornos_auth_app

grant DELETE, INSERT, SELECT on known_devices to nornos_auth_app

grant INSERT, SELECT on memberships to nornos_auth_app

grant DELETE, INSERT, SELECT, UPDATE on oidc_records to nornos_auth_app

grant INSERT, SELECT on organizations to nornos_auth_app

grant INSERT, SELECT on recovery_halves to nornos_auth_app

grant DELETE, INSERT, SELECT on recovery_requests to nornos_auth_app

grant DELETE, INSERT, SELECT on recovery_slots to nornos_auth_app

grant DELETE, INSERT, SELECT on revoked_sessions to nornos_auth_app

grant DELETE, INSERT, SELECT on sessions to nornos_auth_app

grant DELETE, INSERT, SELECT, UPDATE on sign_ins to nornos_auth_app

grant DELETE, INSERT, SELECT, UPDATE on sign_ups to nornos_auth_app

grant DELETE, INSERT, SELECT, UPDATE on throttle_buckets to nornos_auth_app

-- column grants

grant UPDATE (delivered_at) on audit_outbox to nornos_auth_app

grant UPDATE (last_step) on credentials to nornos_auth_app

grant UPDATE (last_seen_at) on known_devices to nornos_auth_app

grant UPDATE (given_at, mails_sent) on recovery_requests to nornos_auth_app

grant UPDATE (ended_at, last_used_at) on sessions to nornos_auth_app
