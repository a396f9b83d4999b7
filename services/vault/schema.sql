-- tables

table blobs owner nornos_vault_owner row security forced
  vault_id uuid not null
  hash bytea not null
  size bigint not null
  state text not null
  at timestamp with time zone not null default now()

table buckets owner nornos_vault_owner row security forced
  vault_id uuid not null
  bucket smallint not null
  hash bytea not null

table commits owner nornos_vault_owner row security forced
  vault_id uuid not null
  n bigint not null
  body bytea not null
  at timestamp with time zone not null default now()

table migrations owner nornos_vault_owner
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()

table objects owner nornos_vault_owner row security forced
  vault_id uuid not null
  object_id uuid not null
  bucket smallint not null
  version bigint not null
  hash bytea not null
  size bigint not null

table slots owner nornos_vault_owner row security forced
  vault_id uuid not null
  slot_id uuid not null
  kind text not null
  body bytea not null

table vaults owner nornos_vault_owner row security forced
  vault_id uuid not null
  n bigint not null
  head bytea not null
  epoch integer not null
  roster_number bigint not null
  roster bytea not null
  bytes_used bigint not null default 0
  bytes_max bigint not null
  created_at timestamp with time zone not null default now()

-- constraints

constraint blob_names_are_sha256 on blobs CHECK ((octet_length(hash) = 32))

constraint blobs_are_staged_live_or_dead on blobs CHECK ((state = ANY (ARRAY['staged'::text, 'live'::text, 'dead'::text])))

constraint blobs_pkey on blobs PRIMARY KEY (vault_id, hash)

constraint blobs_vault_id_fkey on blobs FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint buckets_pkey on buckets PRIMARY KEY (vault_id, bucket)

constraint buckets_vault_id_fkey on buckets FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint there_are_256_buckets on buckets CHECK (((bucket >= 0) AND (bucket <= 255)))

constraint commits_pkey on commits PRIMARY KEY (vault_id, n)

constraint commits_vault_id_fkey on commits FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint migrations_pkey on migrations PRIMARY KEY (name)

constraint objects_pkey on objects PRIMARY KEY (vault_id, object_id)

constraint objects_vault_id_fkey on objects FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint versions_start_at_one on objects CHECK ((version >= 1))

constraint slots_are_of_a_known_kind on slots CHECK ((kind = ANY (ARRAY['words'::text, 'kit'::text, 'device'::text, 'passkey'::text])))

constraint slots_pkey on slots PRIMARY KEY (vault_id, slot_id)

constraint slots_vault_id_fkey on slots FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint heads_are_sha256 on vaults CHECK ((octet_length(head) = 32))

constraint use_is_never_negative on vaults CHECK ((bytes_used >= 0))

constraint vaults_pkey on vaults PRIMARY KEY (vault_id)

constraint vaults_start_with_their_first_commit on vaults CHECK ((n >= 1))

-- indexes

CREATE UNIQUE INDEX blobs_pkey ON public.blobs USING btree (vault_id, hash)

CREATE INDEX blobs_that_wait ON public.blobs USING btree (state, at) WHERE (state <> 'live'::text)

CREATE UNIQUE INDEX buckets_pkey ON public.buckets USING btree (vault_id, bucket)

CREATE UNIQUE INDEX commits_pkey ON public.commits USING btree (vault_id, n)

CREATE UNIQUE INDEX migrations_pkey ON public.migrations USING btree (name)

CREATE INDEX objects_by_bucket ON public.objects USING btree (vault_id, bucket)

CREATE UNIQUE INDEX objects_pkey ON public.objects USING btree (vault_id, object_id)

CREATE UNIQUE INDEX slots_pkey ON public.slots USING btree (vault_id, slot_id)

CREATE UNIQUE INDEX vaults_pkey ON public.vaults USING btree (vault_id)

-- policies

policy blobs_of_their_patient on blobs for ALL to vault_app using (vault_id = ( SELECT actor_id() AS actor_id)) check (vault_id = ( SELECT actor_id() AS actor_id))

policy buckets_of_their_patient on buckets for ALL to vault_app using (vault_id = ( SELECT actor_id() AS actor_id)) check (vault_id = ( SELECT actor_id() AS actor_id))

policy commits_of_their_patient on commits for ALL to vault_app using (vault_id = ( SELECT actor_id() AS actor_id)) check (vault_id = ( SELECT actor_id() AS actor_id))

policy objects_of_their_patient on objects for ALL to vault_app using (vault_id = ( SELECT actor_id() AS actor_id)) check (vault_id = ( SELECT actor_id() AS actor_id))

policy slots_of_their_patient on slots for ALL to vault_app using (vault_id = ( SELECT actor_id() AS actor_id)) check (vault_id = ( SELECT actor_id() AS actor_id))

policy vaults_of_their_patient on vaults for ALL to vault_app using (vault_id = ( SELECT actor_id() AS actor_id)) check (vault_id = ( SELECT actor_id() AS actor_id))

-- functions

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('nornos.actor_id'::text, true), ''::text))::uuid

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the chain of commits is append-only' using errcode = 'restrict_violation';
end $function$

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.version_goes_up()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.version <> old.version + 1 then
    raise exception 'the version of an object goes up by one' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$

-- triggers

CREATE TRIGGER commits_are_append_only BEFORE UPDATE ON public.commits FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER objects_go_forward BEFORE UPDATE ON public.objects FOR EACH ROW EXECUTE FUNCTION version_goes_up()

-- grants

grant INSERT, SELECT, UPDATE on blobs to vault_app

grant INSERT, SELECT, UPDATE on buckets to vault_app

grant INSERT, SELECT on commits to vault_app

grant INSERT, SELECT, UPDATE on objects to vault_app

grant INSERT, SELECT, UPDATE on slots to vault_app

grant INSERT, SELECT, UPDATE on vaults to vault_app
