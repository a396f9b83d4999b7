-- tables

table blobs owner nornos_vault_owner row security forced
  vault_id uuid not null
  hash bytea not null
  size bigint not null
  epoch bigint
  state text not null
  at timestamp with time zone not null default now()

table closure_receipts owner nornos_vault_owner row security forced
  vault_id uuid not null
  receipt jsonb not null
  closed_at timestamp with time zone not null default now()

table closures owner nornos_vault_owner row security forced
  closure_id bytea not null
  word bytea not null
  closed_at timestamp with time zone not null

table commits owner nornos_vault_owner row security forced
  vault_id uuid not null
  n bigint not null
  body bytea not null
  at timestamp with time zone not null default now()

table damaged_blobs owner nornos_vault_owner row security forced
  vault_id uuid not null
  hash bytea not null
  fault text not null
  found_at timestamp with time zone not null default now()

table inbox_items owner nornos_vault_owner row security forced
  vault_id uuid not null
  item_id uuid not null
  sender_id text not null
  hash bytea not null
  size bigint not null
  state text not null
  at timestamp with time zone not null default now()

table inbox_senders owner nornos_vault_owner row security forced
  vault_id uuid not null
  sender_id text not null
  rule text not null default 'open'::text
  day date not null default CURRENT_DATE
  items integer not null default 0
  bytes bigint not null default 0

table migrations owner nornos_vault_owner
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()

table objects owner nornos_vault_owner row security forced
  vault_id uuid not null
  bucket smallint not null
  object_id uuid not null
  version bigint not null
  hash bytea not null
  size bigint not null

table rosters owner nornos_vault_owner row security forced
  vault_id uuid not null
  number bigint not null
  body bytea not null
  at timestamp with time zone not null default now()

table segments owner nornos_vault_owner row security forced
  vault_id uuid not null
  segment smallint not null
  leaves bytea not null

table slots owner nornos_vault_owner row security forced
  vault_id uuid not null
  slot_id uuid not null
  kind text not null
  body bytea not null

table states owner nornos_vault_owner row security forced
  vault_id uuid not null
  bucket_hashes bytea not null

table vault_checks owner nornos_vault_owner row security forced
  vault_id uuid not null
  due_at timestamp with time zone not null
  after_hash bytea

table vaults owner nornos_vault_owner row security forced
  vault_id uuid not null
  n bigint not null
  head bytea not null
  epoch integer not null
  roster_number bigint not null
  bytes_used bigint not null default 0
  bytes_max bigint not null
  created_at timestamp with time zone not null default now()
  restored_at timestamp with time zone
  restored_n bigint

-- constraints

constraint blobs_are_named_by_sha256 on blobs CHECK ((octet_length(hash) = 32))

constraint blobs_have_a_known_state on blobs CHECK ((state = ANY (ARRAY['arriving'::text, 'staged'::text, 'live'::text, 'dead'::text, 'doomed'::text])))

constraint blobs_pkey on blobs PRIMARY KEY (vault_id, hash)

constraint blobs_that_count_have_a_size on blobs CHECK (((size > 0) OR (state = ANY (ARRAY['arriving'::text, 'doomed'::text]))))

constraint closure_receipts_pkey on closure_receipts PRIMARY KEY (vault_id)

constraint receipts_are_of_their_vault on closure_receipts CHECK (((receipt ->> 'vaultId'::text) = (vault_id)::text))

constraint closing_words_have_16_bytes on closures CHECK ((octet_length(word) = 16))

constraint closures_are_named_by_the_hash_of_their_word on closures CHECK ((closure_id = sha256(word)))

constraint closures_pkey on closures PRIMARY KEY (closure_id)

constraint commits_pkey on commits PRIMARY KEY (vault_id, n)

constraint commits_vault_id_fkey on commits FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint damaged_blobs_have_a_known_fault on damaged_blobs CHECK ((fault = ANY (ARRAY['missing'::text, 'altered'::text])))

constraint damaged_blobs_pkey on damaged_blobs PRIMARY KEY (vault_id, hash)

constraint damaged_blobs_vault_id_hash_fkey on damaged_blobs FOREIGN KEY (vault_id, hash) REFERENCES blobs(vault_id, hash) ON DELETE CASCADE

constraint inbox_items_pkey on inbox_items PRIMARY KEY (vault_id, item_id)

constraint items_are_named_by_sha256 on inbox_items CHECK ((octet_length(hash) = 32))

constraint items_have_a_known_state on inbox_items CHECK ((state = ANY (ARRAY['arriving'::text, 'waiting'::text, 'taken'::text])))

constraint inbox_senders_pkey on inbox_senders PRIMARY KEY (vault_id, sender_id)

constraint inbox_senders_vault_id_fkey on inbox_senders FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint senders_have_a_known_rule on inbox_senders CHECK ((rule = ANY (ARRAY['open'::text, 'muted'::text, 'blocked'::text])))

constraint migrations_pkey on migrations PRIMARY KEY (name)

constraint blobs_are_named_by_sha256 on objects CHECK ((octet_length(hash) = 32))

constraint objects_lie_in_their_bucket on objects CHECK ((bucket = get_byte(uuid_send(object_id), 0)))

constraint objects_pkey on objects PRIMARY KEY (vault_id, bucket, object_id) INCLUDE (version, hash)

constraint objects_vault_id_fkey on objects FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint versions_start_at_one on objects CHECK ((version >= 1))

constraint rosters_pkey on rosters PRIMARY KEY (vault_id, number)

constraint rosters_vault_id_fkey on rosters FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint segments_consist_of_whole_leaves on segments CHECK (((octet_length(leaves) > 0) AND ((octet_length(leaves) % 56) = 0)))

constraint segments_pkey on segments PRIMARY KEY (vault_id, segment)

constraint segments_vault_id_fkey on segments FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint there_are_4096_segments on segments CHECK (((segment >= 0) AND (segment <= 4095)))

constraint slots_are_of_a_known_kind on slots CHECK ((kind = ANY (ARRAY['words'::text, 'kit'::text, 'device'::text, 'passkey'::text, 'contact'::text])))

constraint slots_pkey on slots PRIMARY KEY (vault_id, slot_id)

constraint slots_vault_id_fkey on slots FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint states_have_256_hashes on states CHECK ((octet_length(bucket_hashes) = 8192))

constraint states_pkey on states PRIMARY KEY (vault_id)

constraint states_vault_id_fkey on states FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint vault_checks_pkey on vault_checks PRIMARY KEY (vault_id)

constraint vault_checks_vault_id_fkey on vault_checks FOREIGN KEY (vault_id) REFERENCES vaults(vault_id) ON DELETE CASCADE

constraint heads_are_sha256 on vaults CHECK ((octet_length(head) = 32))

constraint restored_vaults_say_from_where on vaults CHECK (((restored_at IS NULL) = (restored_n IS NULL)))

constraint use_is_never_negative on vaults CHECK ((bytes_used >= 0))

constraint vaults_pkey on vaults PRIMARY KEY (vault_id)

constraint vaults_start_with_their_first_commit on vaults CHECK ((n >= 1))

-- indexes

CREATE UNIQUE INDEX blobs_pkey ON public.blobs USING btree (vault_id, hash)

CREATE INDEX blobs_that_wait ON public.blobs USING btree (state, at) WHERE (state <> 'live'::text)

CREATE UNIQUE INDEX closure_receipts_pkey ON public.closure_receipts USING btree (vault_id)

CREATE UNIQUE INDEX closures_pkey ON public.closures USING btree (closure_id)

CREATE UNIQUE INDEX commits_pkey ON public.commits USING btree (vault_id, n)

CREATE UNIQUE INDEX damaged_blobs_pkey ON public.damaged_blobs USING btree (vault_id, hash)

CREATE UNIQUE INDEX inbox_items_pkey ON public.inbox_items USING btree (vault_id, item_id)

CREATE INDEX inbox_items_to_forget ON public.inbox_items USING btree (state, at) WHERE (state <> 'waiting'::text)

CREATE UNIQUE INDEX inbox_senders_pkey ON public.inbox_senders USING btree (vault_id, sender_id)

CREATE UNIQUE INDEX migrations_pkey ON public.migrations USING btree (name)

CREATE INDEX objects_by_hash ON public.objects USING btree (vault_id, hash)

CREATE UNIQUE INDEX objects_pkey ON public.objects USING btree (vault_id, bucket, object_id) INCLUDE (version, hash)

CREATE UNIQUE INDEX rosters_pkey ON public.rosters USING btree (vault_id, number)

CREATE UNIQUE INDEX segments_pkey ON public.segments USING btree (vault_id, segment)

CREATE UNIQUE INDEX slots_pkey ON public.slots USING btree (vault_id, slot_id)

CREATE UNIQUE INDEX states_pkey ON public.states USING btree (vault_id)

CREATE UNIQUE INDEX vault_checks_pkey ON public.vault_checks USING btree (vault_id)

CREATE INDEX vault_checks_that_are_due ON public.vault_checks USING btree (due_at)

CREATE UNIQUE INDEX vaults_pkey ON public.vaults USING btree (vault_id)

-- policies

policy blobs_of_a_check on blobs for SELECT to vault_app using (( SELECT acting_service() AS acting_service) AND (vault_id = ( SELECT actor_id() AS actor_id))) check -

policy blobs_of_their_patient on blobs for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy blobs_to_collect on blobs for SELECT to vault_app using (( SELECT acting_service() AS acting_service) AND (state <> 'live'::text)) check -

policy blobs_to_doom on blobs for UPDATE to vault_app using (( SELECT acting_service() AS acting_service) AND (state <> 'live'::text)) check (( SELECT acting_service() AS acting_service) AND (state = 'doomed'::text))

policy blobs_to_forget on blobs for DELETE to vault_app using (( SELECT acting_service() AS acting_service) AND (state = 'doomed'::text)) check -

policy closure_receipts_of_their_patient on closure_receipts for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy closure_receipts_to_forget on closure_receipts for DELETE to vault_app using (( SELECT acting_service() AS acting_service) AND (closed_at < (now() - '1 day'::interval))) check -

policy closure_receipts_to_see on closure_receipts for SELECT to vault_app using (( SELECT acting_service() AS acting_service) AND (closed_at < (now() - '1 day'::interval))) check -

policy closures_of_who_knows_the_id on closures for ALL to vault_app using true check true

policy commits_of_their_patient on commits for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy damaged_blobs_of_a_check on damaged_blobs for ALL to vault_app using (( SELECT acting_service() AS acting_service) AND (vault_id = ( SELECT actor_id() AS actor_id))) check (( SELECT acting_service() AS acting_service) AND (vault_id = ( SELECT actor_id() AS actor_id)))

policy inbox_items_of_a_delivery on inbox_items for ALL to vault_app using (( SELECT acting_service() AS acting_service) AND (vault_id = ( SELECT actor_id() AS actor_id))) check (( SELECT acting_service() AS acting_service) AND (vault_id = ( SELECT actor_id() AS actor_id)))

policy inbox_items_of_their_patient on inbox_items for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy inbox_items_to_collect on inbox_items for SELECT to vault_app using (( SELECT acting_service() AS acting_service) AND (state <> 'waiting'::text)) check -

policy inbox_items_to_forget on inbox_items for DELETE to vault_app using (( SELECT acting_service() AS acting_service) AND (state <> 'waiting'::text)) check -

policy inbox_senders_of_a_delivery on inbox_senders for ALL to vault_app using (( SELECT acting_service() AS acting_service) AND (vault_id = ( SELECT actor_id() AS actor_id))) check (( SELECT acting_service() AS acting_service) AND (vault_id = ( SELECT actor_id() AS actor_id)))

policy inbox_senders_of_their_patient on inbox_senders for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy objects_of_their_patient on objects for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy rosters_of_their_patient on rosters for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy segments_of_their_patient on segments for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy slots_of_their_patient on slots for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy states_of_their_patient on states for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy vault_checks_to_plan on vault_checks for ALL to vault_app using ( SELECT acting_service() AS acting_service) check ( SELECT acting_service() AS acting_service)

policy vaults_of_their_patient on vaults for ALL to vault_app using (vault_id = ( SELECT acting_patient() AS acting_patient)) check (vault_id = ( SELECT acting_patient() AS acting_patient))

policy vaults_to_account on vaults for SELECT to vault_app using ( SELECT acting_service() AS acting_service) check -

policy vaults_to_settle on vaults for UPDATE to vault_app using ( SELECT acting_service() AS acting_service) check ( SELECT acting_service() AS acting_service)

-- functions

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.acting_patient()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN CASE WHEN (actor_type() = 'patient'::text) THEN actor_id() ELSE NULL::uuid END

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.acting_service()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN COALESCE((actor_type() = 'service'::text), false)

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('nornos.actor_id'::text, true), ''::text))::uuid

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.actor_type()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN NULLIF(current_setting('nornos.actor_type'::text, true), ''::text)

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'what was signed is not rewritten' using errcode = 'restrict_violation';
end $function$

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.replace_hashes(bucket_hashes bytea, buckets smallint[], hashes bytea[])
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare replaced bytea := bucket_hashes || ''::bytea;
begin
  for i in 1 .. coalesce(cardinality(buckets), 0) loop
    replaced := overlay(replaced placing hashes[i] from buckets[i] * 32 + 1);
  end loop;
  return replaced;
end $function$

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.segment_of(object_id uuid)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE
RETURN (((get_byte(uuid_send(object_id), 0) * 16) + (get_byte(uuid_send(object_id), 1) / 16)))::smallint

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.splice_leaves(leaves bytea, added bytea[])
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  spliced bytea := leaves;
  leaf bytea;
  low int;
  high int;
  middle int;
begin
  foreach leaf in array added loop
    low := 0;
    high := octet_length(spliced) / 56;
    while low < high loop
      middle := (low + high) / 2;
      if substr(spliced, middle * 56 + 1, 16) < substr(leaf, 1, 16) then
        low := middle + 1;
      else
        high := middle;
      end if;
    end loop;
    spliced := overlay(spliced placing leaf from low * 56 + 1
      for case when substr(spliced, low * 56 + 1, 16) = substr(leaf, 1, 16) then 56 else 0 end);
  end loop;
  return spliced;
end $function$

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.vault_goes_forward()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.n not in (old.n, old.n + 1)
    or (new.n = old.n) <> (new.head = old.head)
    or new.epoch not in (old.epoch, old.epoch + 1)
    or new.roster_number not in (old.roster_number, old.roster_number + 1) then
    raise exception 'a vault goes forward one step at a time' using errcode = 'restrict_violation';
  end if;
  return new;
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

owner nornos_vault_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.write_segments()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- An insert that may update runs the triggers of both, also when it did only one.
  if not exists (select from changed) then
    return null;
  end if;
  insert into segments (vault_id, segment, leaves)
  select t.vault_id, t.segment, splice_leaves(
    coalesce((select s.leaves from segments s where s.vault_id = t.vault_id and s.segment = t.segment), ''),
    t.added)
  from (
    select vault_id, segment_of(object_id) as segment,
      array_agg(uuid_send(object_id) || int8send(version) || hash) as added
    from changed group by vault_id, segment_of(object_id)) as t
  on conflict (vault_id, segment) do update set leaves = excluded.leaves;
  return null;
end $function$

-- triggers

CREATE TRIGGER commits_are_append_only BEFORE UPDATE ON public.commits FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER changed_objects_are_in_their_segment AFTER UPDATE ON public.objects REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION write_segments()

CREATE TRIGGER new_objects_are_in_their_segment AFTER INSERT ON public.objects REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION write_segments()

CREATE TRIGGER objects_go_forward BEFORE UPDATE ON public.objects FOR EACH ROW EXECUTE FUNCTION version_goes_up()

CREATE TRIGGER rosters_are_append_only BEFORE UPDATE ON public.rosters FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER vaults_go_forward BEFORE UPDATE ON public.vaults FOR EACH ROW EXECUTE FUNCTION vault_goes_forward()

-- grants

grant DELETE, INSERT, SELECT on blobs to vault_app

grant DELETE, INSERT, SELECT on closure_receipts to vault_app

grant DELETE, INSERT, SELECT on closures to vault_app

grant INSERT, SELECT on commits to vault_app

grant DELETE, INSERT, SELECT on damaged_blobs to vault_app

grant DELETE, INSERT, SELECT on inbox_items to vault_app

grant INSERT, SELECT on inbox_senders to vault_app

grant INSERT, SELECT on objects to vault_app

grant INSERT, SELECT on rosters to vault_app

grant INSERT, SELECT on segments to vault_app

grant DELETE, INSERT, SELECT on slots to vault_app

grant INSERT, SELECT on states to vault_app

grant INSERT, SELECT, UPDATE on vault_checks to vault_app

grant DELETE, INSERT, SELECT on vaults to vault_app

-- column grants

grant UPDATE (at, epoch, size, state) on blobs to vault_app

grant UPDATE (closed_at, receipt) on closure_receipts to vault_app

grant UPDATE (fault) on damaged_blobs to vault_app

grant UPDATE (at, state) on inbox_items to vault_app

grant UPDATE (bytes, day, items, rule) on inbox_senders to vault_app

grant UPDATE (hash, size, version) on objects to vault_app

grant UPDATE (leaves) on segments to vault_app

grant UPDATE (body, kind) on slots to vault_app

grant UPDATE (bucket_hashes) on states to vault_app

grant UPDATE (bytes_max, bytes_used, epoch, head, n, restored_at, restored_n, roster_number) on vaults to vault_app
