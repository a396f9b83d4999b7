-- tables

table audit_outbox owner nornos_shared_data_owner row security forced
  patient_id uuid not null
  event_id uuid not null
  event jsonb not null
  written_at timestamp with time zone not null

table clock_marks owner nornos_shared_data_owner row security forced
  only_one boolean not null default true
  noted_at timestamp with time zone not null

table field_keys owner nornos_shared_data_owner row security forced
  patient_id uuid not null
  field text not null
  key_id uuid not null
  made_at timestamp with time zone not null
  retired_at timestamp with time zone

table grants owner nornos_shared_data_owner row security forced
  patient_id uuid not null
  consent_id uuid not null
  version integer not null
  granted_to uuid not null
  granted_to_type text not null
  purpose text not null
  valid_from timestamp with time zone not null
  valid_until timestamp with time zone not null
  fields text[] not null
  excluded_metrics text[] not null
  record jsonb not null
  signature text not null
  accepted_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_because text

table items owner nornos_shared_data_owner row security forced
  patient_id uuid not null
  field text not null
  item_id bytea not null
  version bigint not null
  kind text not null
  metric_tag bytea not null
  month text
  size integer not null
  key_id uuid not null
  body bytea not null

table migrations owner nornos_shared_data_owner
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()

table read_tokens owner nornos_shared_data_owner row security forced
  token_hash bytea not null
  patient_id uuid not null
  consent_id uuid not null
  consent_version integer not null
  agent_consent_id uuid
  agent_consent_version integer
  key_thumbprint text not null
  registered_at timestamp with time zone not null
  expires_at timestamp with time zone not null

table revocations owner nornos_shared_data_owner row security forced
  patient_id uuid not null
  consent_id uuid not null
  record jsonb not null
  signature text not null
  revoked_at timestamp with time zone not null

table roster_pins owner nornos_shared_data_owner row security forced
  patient_id uuid not null
  root_public_key bytea not null
  pinned_at timestamp with time zone not null default now()

table rosters owner nornos_shared_data_owner row security forced
  patient_id uuid not null
  number integer not null
  root_public_key bytea not null
  hash bytea not null
  roster bytea not null
  accepted_at timestamp with time zone not null default now()

table served owner nornos_shared_data_owner row security forced
  patient_id uuid not null
  event_id uuid not null
  at timestamp with time zone not null
  field text
  items integer not null
  bytes bigint not null

-- constraints

constraint audit_outbox_holds_its_event on audit_outbox CHECK ((((event ->> 'eventId'::text) = (event_id)::text) AND ((event ->> 'patientId'::text) = (patient_id)::text)))

constraint audit_outbox_pkey on audit_outbox PRIMARY KEY (patient_id, event_id)

constraint clock_marks_are_one on clock_marks CHECK (only_one)

constraint clock_marks_pkey on clock_marks PRIMARY KEY (only_one)

constraint field_keys_pkey on field_keys PRIMARY KEY (patient_id, field, key_id)

constraint grants_are_revocable on grants CHECK (((record -> 'revocable'::text) = 'true'::jsonb))

constraint grants_are_their_record on grants CHECK ((((record ->> 'consent_id'::text) = (consent_id)::text) AND ((record ->> 'version'::text) = (version)::text) AND ((record ->> 'patient_id'::text) = (patient_id)::text) AND ((record ->> 'granted_to'::text) = (granted_to)::text) AND ((record ->> 'granted_to_type'::text) = granted_to_type) AND ((record ->> 'purpose'::text) = purpose) AND (((record ->> 'valid_from'::text))::timestamp with time zone = valid_from) AND (((record ->> 'valid_until'::text))::timestamp with time zone = valid_until)))

constraint grants_end_after_start on grants CHECK ((valid_until > valid_from))

constraint grants_end_for_a_reason on grants CHECK ((((ended_at IS NULL) = (ended_because IS NULL)) AND (ended_because = ANY (ARRAY['revoked'::text, 'closed'::text, 'expired'::text, 'superseded'::text]))))

constraint grants_exclude_what_their_record_excludes on grants CHECK (((record -> 'excluded_metrics'::text) <@ to_jsonb(excluded_metrics)))

constraint grants_last_a_year_at_most on grants CHECK ((valid_until <= (valid_from + '366 days'::interval)))

constraint grants_name_only_fields_of_their_record on grants CHECK (((to_jsonb(fields) <@ (record -> 'data_fields'::text)) AND (NOT ((record -> 'excluded_fields'::text) ?| fields))))

constraint grants_patient_id_fkey on grants FOREIGN KEY (patient_id) REFERENCES roster_pins(patient_id)

constraint grants_pkey on grants PRIMARY KEY (patient_id, consent_id, version)

constraint items_are_blocks_rollups_or_records on items CHECK ((kind = ANY (ARRAY['block'::text, 'rollup'::text, 'record'::text])))

constraint items_are_of_a_month on items CHECK ((month ~ '^[0-9]{4}-[0-9]{2}$'::text))

constraint items_are_sealed on items CHECK (((SUBSTRING(body FROM 1 FOR 4) = '\x4e564231'::bytea) AND (length(body) >= (size + 76))))

constraint items_are_sealed_under_a_key_of_their_field on items FOREIGN KEY (patient_id, field, key_id) REFERENCES field_keys(patient_id, field, key_id)

constraint items_count_versions_from_one on items CHECK ((version >= 1))

constraint items_have_ids_of_16_bytes on items CHECK ((length(item_id) = 16))

constraint items_have_tags_of_16_bytes on items CHECK ((length(metric_tag) = 16))

constraint items_pkey on items PRIMARY KEY (patient_id, field, item_id)

constraint migrations_pkey on migrations PRIMARY KEY (name)

constraint read_tokens_are_sha256 on read_tokens CHECK ((length(token_hash) = 32))

constraint read_tokens_last_ten_minutes_at_most on read_tokens CHECK ((expires_at <= (registered_at + '00:10:00'::interval)))

constraint read_tokens_name_an_agent_consent_wholly_or_not on read_tokens CHECK (((agent_consent_id IS NULL) = (agent_consent_version IS NULL)))

constraint read_tokens_of_agents_stand_on_two on read_tokens FOREIGN KEY (patient_id, agent_consent_id, agent_consent_version) REFERENCES grants(patient_id, consent_id, version)

constraint read_tokens_pkey on read_tokens PRIMARY KEY (patient_id, token_hash)

constraint read_tokens_stand_on_a_grant on read_tokens FOREIGN KEY (patient_id, consent_id, consent_version) REFERENCES grants(patient_id, consent_id, version)

constraint revocations_are_their_record on revocations CHECK ((((record ->> 'consent_id'::text) = (consent_id)::text) AND ((record ->> 'patient_id'::text) = (patient_id)::text)))

constraint revocations_patient_id_fkey on revocations FOREIGN KEY (patient_id) REFERENCES roster_pins(patient_id)

constraint revocations_pkey on revocations PRIMARY KEY (patient_id, consent_id)

constraint roster_pins_hold_an_ed25519_key on roster_pins CHECK ((length(root_public_key) = 32))

constraint roster_pins_name_one_key on roster_pins UNIQUE (patient_id, root_public_key)

constraint roster_pins_pkey on roster_pins PRIMARY KEY (patient_id)

constraint rosters_are_at_most_64_kibibytes on rosters CHECK ((length(roster) <= 65536))

constraint rosters_are_named_by_sha256 on rosters CHECK ((length(hash) = 32))

constraint rosters_are_of_the_pinned_key on rosters FOREIGN KEY (patient_id, root_public_key) REFERENCES roster_pins(patient_id, root_public_key)

constraint rosters_count_from_one on rosters CHECK ((number >= 1))

constraint rosters_pkey on rosters PRIMARY KEY (patient_id, number)

constraint served_counts_are_not_negative on served CHECK (((items >= 0) AND (bytes >= 0)))

constraint served_pkey on served PRIMARY KEY (patient_id, event_id)

-- indexes

CREATE INDEX audit_outbox_by_time ON public.audit_outbox USING btree (written_at)

CREATE UNIQUE INDEX audit_outbox_pkey ON public.audit_outbox USING btree (patient_id, event_id)

CREATE UNIQUE INDEX clock_marks_pkey ON public.clock_marks USING btree (only_one)

CREATE UNIQUE INDEX field_keys_one_in_use ON public.field_keys USING btree (patient_id, field) WHERE (retired_at IS NULL)

CREATE UNIQUE INDEX field_keys_pkey ON public.field_keys USING btree (patient_id, field, key_id)

CREATE INDEX field_keys_to_destroy ON public.field_keys USING btree (retired_at) WHERE (retired_at IS NOT NULL)

CREATE UNIQUE INDEX grants_one_standing_per_grantee_and_purpose ON public.grants USING btree (patient_id, granted_to, granted_to_type, purpose) WHERE (ended_at IS NULL)

CREATE UNIQUE INDEX grants_pkey ON public.grants USING btree (patient_id, consent_id, version)

CREATE INDEX grants_to_end ON public.grants USING btree (valid_until) WHERE (ended_at IS NULL)

CREATE INDEX items_by_metric ON public.items USING btree (patient_id, metric_tag, month)

CREATE UNIQUE INDEX items_pkey ON public.items USING btree (patient_id, field, item_id)

CREATE UNIQUE INDEX migrations_pkey ON public.migrations USING btree (name)

CREATE UNIQUE INDEX read_tokens_pkey ON public.read_tokens USING btree (patient_id, token_hash)

CREATE INDEX read_tokens_to_forget ON public.read_tokens USING btree (expires_at)

CREATE UNIQUE INDEX revocations_pkey ON public.revocations USING btree (patient_id, consent_id)

CREATE UNIQUE INDEX roster_pins_name_one_key ON public.roster_pins USING btree (patient_id, root_public_key)

CREATE UNIQUE INDEX roster_pins_pkey ON public.roster_pins USING btree (patient_id)

CREATE UNIQUE INDEX rosters_pkey ON public.rosters USING btree (patient_id, number)

CREATE INDEX served_by_time ON public.served USING btree (patient_id, at)

CREATE UNIQUE INDEX served_pkey ON public.served USING btree (patient_id, event_id)

-- policies

policy audit_outbox_delivered on audit_outbox for DELETE to shared_write using ( SELECT acts_as_service() AS acts_as_service) check -

policy audit_outbox_seen_by_jobs on audit_outbox for SELECT to shared_write using ( SELECT acts_as_service() AS acts_as_service) check -

policy audit_outbox_written on audit_outbox for INSERT to shared_write using - check (patient_id = ( SELECT actor_id() AS actor_id))

policy clock_marks_are_read on clock_marks for SELECT to shared_reader, shared_write using true check -

policy clock_marks_rise on clock_marks for UPDATE to shared_write using ( SELECT acts_as_service() AS acts_as_service) check -

policy field_keys_forgotten on field_keys for DELETE to shared_write using ((patient_id = ( SELECT actor_id() AS actor_id)) AND (retired_at IS NOT NULL)) check -

policy field_keys_made on field_keys for INSERT to shared_write using - check ((patient_id = ( SELECT actor_id() AS actor_id)) AND (retired_at IS NULL))

policy field_keys_retired on field_keys for UPDATE to shared_write using ((patient_id = ( SELECT actor_id() AS actor_id)) AND (retired_at IS NULL)) check ((patient_id = ( SELECT actor_id() AS actor_id)) AND (retired_at IS NOT NULL))

policy field_keys_seen on field_keys for SELECT to shared_write using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy field_keys_to_destroy_seen on field_keys for SELECT to shared_write using (( SELECT acts_as_service() AS acts_as_service) AND (retired_at IS NOT NULL)) check -

policy grants_accepted on grants for INSERT to shared_write using - check (( SELECT acts_as_service() AS acts_as_service) AND (patient_id = ( SELECT actor_id() AS actor_id)) AND (ended_at IS NULL) AND (NOT (EXISTS ( SELECT
   FROM revocations r
  WHERE ((r.patient_id = grants.patient_id) AND (r.consent_id = grants.consent_id))))))

policy grants_due_seen_by_jobs on grants for SELECT to shared_write using (( SELECT acts_as_service() AS acts_as_service) AND (ended_at IS NULL) AND (valid_until <= ( SELECT shared_now() AS shared_now))) check -

policy grants_ended on grants for UPDATE to shared_write using ((patient_id = ( SELECT actor_id() AS actor_id)) AND (ended_at IS NULL)) check ((patient_id = ( SELECT actor_id() AS actor_id)) AND (ended_at IS NOT NULL))

policy grants_seen on grants for SELECT to shared_write using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy grants_seen_by_bearer on grants for SELECT to shared_reader using (((patient_id, consent_id, version) IN ( SELECT t.patient_id,
    t.consent_id,
    t.consent_version
   FROM read_tokens t
UNION ALL
 SELECT t.patient_id,
    t.agent_consent_id,
    t.agent_consent_version
   FROM read_tokens t)) AND (ended_at IS NULL) AND (valid_from <= ( SELECT shared_now() AS shared_now)) AND (valid_until > ( SELECT shared_now() AS shared_now))) check -

policy items_published on items for INSERT to shared_write using - check (patient_id = ( SELECT actor_id() AS actor_id))

policy items_replaced on items for UPDATE to shared_write using (patient_id = ( SELECT actor_id() AS actor_id)) check (patient_id = ( SELECT actor_id() AS actor_id))

policy items_seen_by_bearer on items for SELECT to shared_reader using ((patient_id = ( SELECT t.patient_id
   FROM read_tokens t)) AND (field = ANY (( SELECT readable_fields() AS readable_fields)::text[]))) check -

policy items_seen_by_writer on items for SELECT to shared_write using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy items_taken_back on items for DELETE to shared_write using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy read_tokens_forgotten on read_tokens for DELETE to shared_write using (( SELECT acts_as_service() AS acts_as_service) AND (expires_at < ( SELECT shared_now() AS shared_now))) check -

policy read_tokens_registered on read_tokens for INSERT to shared_write using - check (( SELECT acts_as_service() AS acts_as_service) AND (patient_id = ( SELECT actor_id() AS actor_id)) AND (expires_at <= ( SELECT min(g.valid_until) AS min
   FROM grants g
  WHERE ((g.patient_id = read_tokens.patient_id) AND (g.ended_at IS NULL) AND (g.valid_from <= ( SELECT shared_now() AS shared_now)) AND (g.valid_until > ( SELECT shared_now() AS shared_now)) AND (((g.consent_id = read_tokens.consent_id) AND (g.version = read_tokens.consent_version)) OR ((g.consent_id = read_tokens.agent_consent_id) AND (g.version = read_tokens.agent_consent_version))))
 HAVING (count(*) =
        CASE
            WHEN (read_tokens.agent_consent_id IS NULL) THEN 1
            ELSE 2
        END))))

policy read_tokens_seen_by_bearer on read_tokens for SELECT to shared_reader using ((token_hash = ( SELECT presented_token() AS presented_token)) AND (expires_at > ( SELECT shared_now() AS shared_now))) check -

policy read_tokens_seen_when_over on read_tokens for SELECT to shared_write using (( SELECT acts_as_service() AS acts_as_service) AND (expires_at < ( SELECT shared_now() AS shared_now))) check -

policy revocations_seen on revocations for SELECT to shared_write using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy revocations_signed on revocations for INSERT to shared_write using - check (patient_id = ( SELECT actor_id() AS actor_id))

policy roster_pins_seen on roster_pins for SELECT to shared_write using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy roster_pins_set on roster_pins for INSERT to shared_write using - check (patient_id = ( SELECT actor_id() AS actor_id))

policy rosters_seen on rosters for SELECT to shared_write using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy rosters_sent on rosters for INSERT to shared_write using - check (patient_id = ( SELECT actor_id() AS actor_id))

policy served_noted on served for INSERT to shared_reader using - check (patient_id = ( SELECT t.patient_id
   FROM read_tokens t))

policy served_seen_by_patient on served for SELECT to shared_write using (patient_id = ( SELECT actor_id() AS actor_id)) check -

-- functions

owner nornos_shared_data_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('nornos.actor_id'::text, true), ''::text))::uuid

owner nornos_shared_data_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.acts_as_service()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN COALESCE((current_setting('nornos.actor_type'::text, true) = 'service'::text), false)

owner nornos_shared_data_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.lock_patient(patient_id uuid)
 RETURNS void
 LANGUAGE sql
RETURN pg_advisory_xact_lock(hashtextextended((patient_id)::text, (0)::bigint))

owner nornos_shared_data_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.presented_token()
 RETURNS bytea
 LANGUAGE sql
 STABLE
RETURN decode(NULLIF(current_setting('nornos.token_hash'::text, true), ''::text), 'hex'::text)

owner nornos_shared_data_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.readable_fields()
 RETURNS text[]
 LANGUAGE sql
 STABLE
RETURN COALESCE((SELECT array_agg(named.field) AS array_agg FROM (SELECT f.field, count(*) AS grants FROM grants g, LATERAL unnest(g.fields) f(field) WHERE (g.patient_id = (SELECT t.patient_id FROM read_tokens t)) GROUP BY f.field) named WHERE (named.grants = (SELECT CASE WHEN (t.agent_consent_id IS NULL) THEN 1 ELSE 2 END AS "case" FROM read_tokens t))), '{}'::text[])

owner nornos_shared_data_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.refuse_retired_key()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from field_keys k
    where k.patient_id = new.patient_id and k.field = new.field and k.key_id = new.key_id
      and k.retired_at is not null) then
    raise exception 'a retired key seals nothing' using errcode = 'check_violation';
  end if;
  return new;
end $function$

owner nornos_shared_data_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.refuse_to_go_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if new.noted_at < old.noted_at then
    raise exception 'the clock mark only rises' using errcode = 'check_violation';
  end if;
  return new;
end $function$

owner nornos_shared_data_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.refuse_to_revive()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.ended_at is not null then
    raise exception 'an ended grant stays as it is' using errcode = 'check_violation';
  end if;
  return new;
end $function$

owner shared_reader, may run: shared_read, shared_reader
CREATE OR REPLACE FUNCTION public.serve_read(given_token bytea, given_patient uuid, given_event uuid, given_field text, given_metric text, given_tags bytea[], given_form integer, given_from text, given_until text)
 RETURNS TABLE(consents jsonb, item_id bytea, version bigint, key_id uuid, body bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  given_tag bytea;
begin
  perform set_config('nornos.token_hash', encode(given_token, 'hex'), true);
  if not given_field = any (readable_fields()) then return; end if;
  select jsonb_agg(g.record), given_tags[greatest(given_form, max(
      case coalesce(g.record -> 'resolution' ->> given_field, 'raw') when 'raw' then 1 when 'hourly' then 2 else 3 end))]
    into consents, given_tag
    from grants g where g.patient_id = given_patient
    having bool_and(given_metric <> all (g.excluded_metrics));
  if consents is null then return; end if;

  insert into served (patient_id, event_id, at, field, items, bytes)
    select given_patient, given_event, shared_now(), given_field, count(*), coalesce(sum(i.size), 0)
    from items i
    where i.patient_id = given_patient and i.field = given_field and i.metric_tag = given_tag
      and (i.month is null or i.month between given_from and given_until);
  return next;
  return query
    select null::jsonb, i.item_id, i.version, i.key_id, i.body from items i
    where i.patient_id = given_patient and i.field = given_field and i.metric_tag = given_tag
      and (i.month is null or i.month between given_from and given_until)
    order by i.month, i.item_id;
end $function$

owner shared_reader, may run: shared_read, shared_reader
CREATE OR REPLACE FUNCTION public.serve_summary(given_token bytea, given_patient uuid, given_event uuid, given_fields text[], given_metrics text[], month_tags bytea[], day_tags bytea[], block_tags bytea[])
 RETURNS TABLE(consents jsonb, metric text, item_id bytea, version bigint, key_id uuid, body bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  open_fields text[];
begin
  perform set_config('nornos.token_hash', encode(given_token, 'hex'), true);
  open_fields := readable_fields();
  if cardinality(open_fields) = 0 then return; end if;
  select jsonb_agg(g.record) into consents from grants g where g.patient_id = given_patient;
  if consents is null then return; end if;

  insert into served (patient_id, event_id, at, field, items, bytes)
    select given_patient, given_event, shared_now(), null, 0, 0;
  return next;
  return query
    with asked as (
      select * from unnest(given_fields, given_metrics, month_tags, day_tags, block_tags)
        as a (field, metric, month_tag, day_tag, block_tag)
      where a.field = any (open_fields)
        and not exists (select from grants g
          where g.patient_id = given_patient and a.metric = any (g.excluded_metrics))),
    days as (
      select i.metric_tag, min(i.month) as first_month, max(i.month) as last_month
      from items i where i.patient_id = given_patient and i.metric_tag in (select a.day_tag from asked a)
      group by i.metric_tag),
    months as (
      select distinct i.metric_tag from items i
      where i.patient_id = given_patient and i.metric_tag in (select a.month_tag from asked a))
    select null::jsonb, a.metric, i.item_id, i.version, i.key_id, i.body
    from asked a
    left join days d on d.metric_tag = a.day_tag
    left join months m on m.metric_tag = a.month_tag
    join items i on i.patient_id = given_patient and i.field = a.field
      and i.metric_tag = any (array[a.month_tag, a.day_tag, a.block_tag]) and (
      i.metric_tag = a.month_tag
      or (i.metric_tag = a.day_tag and (m.metric_tag is null or i.month in (d.first_month, d.last_month)))
      or (i.metric_tag = a.block_tag and d.metric_tag is null and m.metric_tag is null));
end $function$

owner nornos_shared_data_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.shared_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
RETURN (SELECT date_trunc('milliseconds'::text, GREATEST(statement_timestamp(), clock_marks.noted_at)) AS date_trunc FROM clock_marks)

-- triggers

CREATE TRIGGER clock_marks_only_rise BEFORE UPDATE ON public.clock_marks FOR EACH ROW EXECUTE FUNCTION refuse_to_go_back()

CREATE TRIGGER grants_stay_ended BEFORE UPDATE ON public.grants FOR EACH ROW EXECUTE FUNCTION refuse_to_revive()

CREATE TRIGGER items_are_of_a_key_in_use BEFORE INSERT OR UPDATE ON public.items FOR EACH ROW EXECUTE FUNCTION refuse_retired_key()

-- grants

grant DELETE, INSERT, SELECT on audit_outbox to shared_write

grant SELECT on clock_marks to shared_reader

grant SELECT on clock_marks to shared_write

grant DELETE, INSERT, SELECT on field_keys to shared_write

grant SELECT on grants to shared_reader

grant INSERT, SELECT on grants to shared_write

grant SELECT on items to shared_reader

grant DELETE, INSERT, SELECT, UPDATE on items to shared_write

grant SELECT on read_tokens to shared_reader

grant DELETE, INSERT on read_tokens to shared_write

grant INSERT, SELECT on revocations to shared_write

grant INSERT, SELECT on roster_pins to shared_write

grant INSERT, SELECT on rosters to shared_write

grant INSERT on served to shared_reader

grant SELECT on served to shared_write

-- column grants

grant UPDATE (noted_at) on clock_marks to shared_write

grant UPDATE (retired_at) on field_keys to shared_write

grant UPDATE (ended_at, ended_because) on grants to shared_write

grant SELECT (expires_at, patient_id) on read_tokens to shared_write
