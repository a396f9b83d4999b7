-- tables

table access_tokens owner nornos_relay_owner row security forced
  token_hash bytea not null
  patient_id uuid not null
  consent_id uuid not null
  consent_version integer not null
  agent_consent_id uuid
  agent_consent_version integer
  actor_id uuid not null
  actor_type text not null
  organization_id uuid
  key_thumbprint text not null
  fields text[] not null
  excluded_metrics text[] not null
  purpose text not null
  issued_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  session_id text not null

table audit_events owner nornos_relay_owner row security forced
  position bigint not null
  event_id uuid not null
  reported_by text not null
  recorded_at timestamp with time zone not null default clock_timestamp()
  time timestamp with time zone not null
  patient_id uuid not null
  actor text
  actor_type text not null
  organization_id uuid
  action text not null
  outcome text not null
  consent_id uuid
  fields text[] not null
  range_from timestamp with time zone
  range_until timestamp with time zone
  has_range boolean not null
  purpose text
  correlation_id uuid not null
  details jsonb not null

table clock_marks owner nornos_relay_owner row security forced
  only_one boolean not null default true
  noted_at timestamp with time zone not null

table connection_attempts owner nornos_relay_owner row security forced
  state_hash bytea not null
  patient_id uuid not null
  session_id text not null
  vendor text not null
  wrapped_key bytea not null
  secrets bytea not null
  expires_at timestamp with time zone not null

table connections owner nornos_relay_owner row security forced
  connection_id uuid not null
  patient_id uuid not null
  vendor text not null
  name text not null
  server_url text
  state text not null
  account_mark bytea
  wrapped_key bytea
  secrets bytea
  secrets_version integer not null default 1
  trouble text
  failures integer not null default 0
  started_at timestamp with time zone not null
  ended_at timestamp with time zone
  last_success_at timestamp with time zone
  next_at timestamp with time zone not null
  worker_id uuid
  worked_until timestamp with time zone

table consents owner nornos_relay_owner row security forced
  consent_id uuid not null
  version integer not null
  patient_id uuid not null
  granted_to uuid not null
  granted_to_type text not null
  purpose text not null
  valid_from timestamp with time zone not null
  valid_until timestamp with time zone not null
  record jsonb not null
  signature text not null
  act_id uuid not null
  offered_at timestamp with time zone not null
  accepted_at timestamp with time zone
  started_at timestamp with time zone
  ended_at timestamp with time zone
  ended_because text

table delivered_pages owner nornos_relay_owner row security forced
  connection_id uuid not null
  patient_id uuid not null
  mark bytea not null
  delivered_at timestamp with time zone not null

table ended_sessions owner nornos_relay_owner row security forced
  session_id text not null
  noted_at timestamp with time zone not null default clock_timestamp()

table fetches owner nornos_relay_owner row security forced
  connection_id uuid not null
  patient_id uuid not null
  collection text not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone not null
  place bytea
  page integer not null default 0
  asked integer not null default 1
  due_at timestamp with time zone not null
  object bytea
  object_mark bytea not null default '\x'::bytea

table inbox_codes owner nornos_relay_owner row security forced
  code_hash bytea not null
  patient_id uuid not null
  made_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone

table ingest_tokens owner nornos_relay_owner row security forced
  token_id uuid not null
  patient_id uuid not null
  name text not null
  token_hash bytea not null
  made_at timestamp with time zone not null
  revoked_at timestamp with time zone
  last_used_at timestamp with time zone
  hour timestamp with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone
  requests integer not null default 0
  day date not null default '1970-01-01'::date
  bytes bigint not null default 0

table migrations owner nornos_relay_owner
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()

table revocations owner nornos_relay_owner row security forced
  consent_id uuid not null
  patient_id uuid not null
  record jsonb not null
  signature text not null
  revoked_at timestamp with time zone not null
  delivered_at timestamp with time zone

table roster_pins owner nornos_relay_owner row security forced
  patient_id uuid not null
  root_public_key bytea not null
  pinned_at timestamp with time zone not null default now()

table rosters owner nornos_relay_owner row security forced
  patient_id uuid not null
  number integer not null
  root_public_key bytea not null
  hash bytea not null
  roster bytea not null
  accepted_at timestamp with time zone not null default now()

table vault_heads owner nornos_relay_owner row security forced
  patient_id uuid not null
  n integer not null
  head bytea not null
  noted_at timestamp with time zone not null default clock_timestamp()

-- constraints

constraint access_tokens_are_of_a_doctor_or_an_agent on access_tokens CHECK (((actor_type = ANY (ARRAY['doctor'::text, 'agent'::text])) AND ((actor_type = 'agent'::text) = (agent_consent_id IS NOT NULL)) AND ((agent_consent_id IS NULL) = (agent_consent_version IS NULL))))

constraint access_tokens_are_sha256 on access_tokens CHECK ((length(token_hash) = 32))

constraint access_tokens_last_ten_minutes_at_most on access_tokens CHECK ((expires_at <= (issued_at + '00:10:00'::interval)))

constraint access_tokens_of_agents_stand_on_two on access_tokens FOREIGN KEY (agent_consent_id, agent_consent_version) REFERENCES consents(consent_id, version)

constraint access_tokens_pkey on access_tokens PRIMARY KEY (token_hash)

constraint access_tokens_stand_on_a_consent on access_tokens FOREIGN KEY (consent_id, consent_version) REFERENCES consents(consent_id, version)

constraint audit_events_carry_few_details on audit_events CHECK (((jsonb_typeof(details) = 'object'::text) AND (pg_column_size(details) < 4096)))

constraint audit_events_have_an_outcome on audit_events CHECK ((outcome = ANY (ARRAY['allowed'::text, 'refused'::text, 'failed'::text])))

constraint audit_events_pkey on audit_events PRIMARY KEY (event_id)

constraint clock_marks_are_one on clock_marks CHECK (only_one)

constraint clock_marks_pkey on clock_marks PRIMARY KEY (only_one)

constraint connection_attempts_are_named_by_sha256 on connection_attempts CHECK ((length(state_hash) = 32))

constraint connection_attempts_name_a_session on connection_attempts CHECK (((length(session_id) >= 1) AND (length(session_id) <= 128)))

constraint connection_attempts_pkey on connection_attempts PRIMARY KEY (state_hash)

constraint connections_are_in_a_known_state on connections CHECK ((state = ANY (ARRAY['connected'::text, 'needs-sign-in'::text, 'ended'::text])))

constraint connections_have_short_names on connections CHECK ((((length(name) >= 1) AND (length(name) <= 120)) AND (length(server_url) <= 500)))

constraint connections_pkey on connections PRIMARY KEY (connection_id)

constraint connections_that_ended_hold_no_secret on connections CHECK ((((state = 'ended'::text) = (ended_at IS NOT NULL)) AND ((state <> 'ended'::text) OR ((secrets IS NULL) AND (wrapped_key IS NULL) AND (account_mark IS NULL)))))

constraint connections_that_work_hold_their_secrets on connections CHECK (((state <> 'connected'::text) OR ((secrets IS NOT NULL) AND (wrapped_key IS NOT NULL))))

constraint consents_are_revocable on consents CHECK (((record -> 'revocable'::text) = 'true'::jsonb))

constraint consents_are_their_record on consents CHECK ((((record ->> 'consent_id'::text) = (consent_id)::text) AND ((record ->> 'version'::text) = (version)::text) AND ((record ->> 'patient_id'::text) = (patient_id)::text) AND ((record ->> 'granted_to'::text) = (granted_to)::text) AND ((record ->> 'granted_to_type'::text) = granted_to_type) AND ((record ->> 'purpose'::text) = purpose)))

constraint consents_end_after_start on consents CHECK ((valid_until > valid_from))

constraint consents_end_for_a_reason on consents CHECK ((((ended_at IS NULL) = (ended_because IS NULL)) AND (ended_because = ANY (ARRAY['revoked'::text, 'closed'::text, 'expired'::text, 'superseded'::text]))))

constraint consents_last_a_year_at_most on consents CHECK ((valid_until <= (valid_from + '366 days'::interval)))

constraint consents_patient_id_fkey on consents FOREIGN KEY (patient_id) REFERENCES roster_pins(patient_id)

constraint consents_pkey on consents PRIMARY KEY (consent_id, version)

constraint consents_start_only_when_accepted on consents CHECK (((started_at IS NULL) OR (accepted_at IS NOT NULL)))

constraint delivered_pages_are_marked_by_sha256 on delivered_pages CHECK ((length(mark) = 32))

constraint delivered_pages_connection_id_fkey on delivered_pages FOREIGN KEY (connection_id) REFERENCES connections(connection_id) ON DELETE CASCADE

constraint delivered_pages_pkey on delivered_pages PRIMARY KEY (connection_id, mark)

constraint ended_sessions_have_short_names on ended_sessions CHECK ((length(session_id) <= 128))

constraint ended_sessions_pkey on ended_sessions PRIMARY KEY (session_id)

constraint fetches_connection_id_fkey on fetches FOREIGN KEY (connection_id) REFERENCES connections(connection_id) ON DELETE CASCADE

constraint fetches_end_after_start on fetches CHECK ((until_at > from_at))

constraint fetches_mark_by_sha256 on fetches CHECK ((length(object_mark) = ANY (ARRAY[0, 32])))

constraint fetches_mark_what_they_seal on fetches CHECK (((object IS NULL) = (length(object_mark) = 0)))

constraint fetches_name_a_collection on fetches CHECK (((length(collection) >= 1) AND (length(collection) <= 120)))

constraint fetches_name_no_object_in_the_clear on fetches CHECK ((collection !~ '/'::text))

constraint fetches_pkey on fetches PRIMARY KEY (connection_id, collection, from_at, until_at, object_mark)

constraint fetches_read_few_pages on fetches CHECK ((page <= 2000))

constraint inbox_codes_are_sha256 on inbox_codes CHECK ((length(code_hash) = 32))

constraint inbox_codes_last_a_day_at_most on inbox_codes CHECK ((expires_at <= (made_at + '24:00:00'::interval)))

constraint inbox_codes_patient_id_fkey on inbox_codes FOREIGN KEY (patient_id) REFERENCES roster_pins(patient_id)

constraint inbox_codes_pkey on inbox_codes PRIMARY KEY (code_hash)

constraint ingest_tokens_are_sha256 on ingest_tokens CHECK ((length(token_hash) = 32))

constraint ingest_tokens_have_short_names on ingest_tokens CHECK (((length(name) >= 1) AND (length(name) <= 120)))

constraint ingest_tokens_pkey on ingest_tokens PRIMARY KEY (token_id)

constraint ingest_tokens_token_hash_key on ingest_tokens UNIQUE (token_hash)

constraint migrations_pkey on migrations PRIMARY KEY (name)

constraint revocations_are_their_record on revocations CHECK ((((record ->> 'consent_id'::text) = (consent_id)::text) AND ((record ->> 'patient_id'::text) = (patient_id)::text)))

constraint revocations_patient_id_fkey on revocations FOREIGN KEY (patient_id) REFERENCES roster_pins(patient_id)

constraint revocations_pkey on revocations PRIMARY KEY (consent_id)

constraint roster_pins_hold_an_ed25519_key on roster_pins CHECK ((length(root_public_key) = 32))

constraint roster_pins_name_one_key on roster_pins UNIQUE (patient_id, root_public_key)

constraint roster_pins_pkey on roster_pins PRIMARY KEY (patient_id)

constraint rosters_are_at_most_64_kibibytes on rosters CHECK ((length(roster) <= 65536))

constraint rosters_are_named_by_sha256 on rosters CHECK ((length(hash) = 32))

constraint rosters_are_of_the_pinned_key on rosters FOREIGN KEY (patient_id, root_public_key) REFERENCES roster_pins(patient_id, root_public_key)

constraint rosters_count_from_one on rosters CHECK ((number >= 1))

constraint rosters_pkey on rosters PRIMARY KEY (patient_id, number)

constraint vault_heads_are_sha256 on vault_heads CHECK ((length(head) = 32))

constraint vault_heads_count_from_one on vault_heads CHECK ((n >= 1))

constraint vault_heads_pkey on vault_heads PRIMARY KEY (patient_id, n, head)

-- indexes

CREATE UNIQUE INDEX access_tokens_pkey ON public.access_tokens USING btree (token_hash)

CREATE INDEX access_tokens_to_forget ON public.access_tokens USING btree (expires_at)

CREATE INDEX audit_events_by_patient ON public.audit_events USING btree (patient_id, "position" DESC)

CREATE UNIQUE INDEX audit_events_pkey ON public.audit_events USING btree (event_id)

CREATE UNIQUE INDEX clock_marks_pkey ON public.clock_marks USING btree (only_one)

CREATE UNIQUE INDEX connection_attempts_pkey ON public.connection_attempts USING btree (state_hash)

CREATE INDEX connection_attempts_to_forget ON public.connection_attempts USING btree (expires_at)

CREATE UNIQUE INDEX connections_are_one_per_vendor ON public.connections USING btree (patient_id, vendor, COALESCE(server_url, ''::text)) WHERE (state <> 'ended'::text)

CREATE INDEX connections_by_account ON public.connections USING btree (vendor, account_mark) WHERE (state = 'connected'::text)

CREATE INDEX connections_due ON public.connections USING btree (next_at) WHERE (state = 'connected'::text)

CREATE UNIQUE INDEX connections_pkey ON public.connections USING btree (connection_id)

CREATE INDEX consents_by_patient_and_grantee ON public.consents USING btree (granted_to, patient_id) WHERE (accepted_at IS NOT NULL)

CREATE INDEX consents_live_by_grantee ON public.consents USING btree (granted_to) WHERE ((accepted_at IS NOT NULL) AND (ended_at IS NULL))

CREATE INDEX consents_offered ON public.consents USING btree (offered_at) WHERE ((accepted_at IS NULL) AND (ended_at IS NULL))

CREATE UNIQUE INDEX consents_one_live_per_grantee_and_purpose ON public.consents USING btree (patient_id, granted_to, granted_to_type, purpose) WHERE ((accepted_at IS NOT NULL) AND (ended_at IS NULL))

CREATE UNIQUE INDEX consents_pkey ON public.consents USING btree (consent_id, version)

CREATE INDEX consents_to_end ON public.consents USING btree (valid_until) WHERE (ended_at IS NULL)

CREATE INDEX consents_to_start ON public.consents USING btree (valid_from) WHERE ((accepted_at IS NOT NULL) AND (started_at IS NULL) AND (ended_at IS NULL))

CREATE UNIQUE INDEX delivered_pages_pkey ON public.delivered_pages USING btree (connection_id, mark)

CREATE INDEX delivered_pages_to_forget ON public.delivered_pages USING btree (delivered_at)

CREATE UNIQUE INDEX ended_sessions_pkey ON public.ended_sessions USING btree (session_id)

CREATE INDEX ended_sessions_to_forget ON public.ended_sessions USING btree (noted_at)

CREATE INDEX fetches_due ON public.fetches USING btree (connection_id, due_at)

CREATE UNIQUE INDEX fetches_pkey ON public.fetches USING btree (connection_id, collection, from_at, until_at, object_mark)

CREATE INDEX inbox_codes_by_patient ON public.inbox_codes USING btree (patient_id) WHERE (used_at IS NULL)

CREATE UNIQUE INDEX inbox_codes_pkey ON public.inbox_codes USING btree (code_hash)

CREATE INDEX inbox_codes_to_forget ON public.inbox_codes USING btree (expires_at)

CREATE INDEX ingest_tokens_by_patient ON public.ingest_tokens USING btree (patient_id)

CREATE UNIQUE INDEX ingest_tokens_pkey ON public.ingest_tokens USING btree (token_id)

CREATE UNIQUE INDEX ingest_tokens_token_hash_key ON public.ingest_tokens USING btree (token_hash)

CREATE UNIQUE INDEX migrations_pkey ON public.migrations USING btree (name)

CREATE UNIQUE INDEX revocations_pkey ON public.revocations USING btree (consent_id)

CREATE INDEX revocations_to_deliver ON public.revocations USING btree (revoked_at) WHERE (delivered_at IS NULL)

CREATE UNIQUE INDEX roster_pins_name_one_key ON public.roster_pins USING btree (patient_id, root_public_key)

CREATE UNIQUE INDEX roster_pins_pkey ON public.roster_pins USING btree (patient_id)

CREATE UNIQUE INDEX rosters_pkey ON public.rosters USING btree (patient_id, number)

CREATE UNIQUE INDEX vault_heads_pkey ON public.vault_heads USING btree (patient_id, n, head)

-- policies

policy access_tokens_forgotten on access_tokens for DELETE to relay_app using (( SELECT acts_as_service() AS acts_as_service) AND (expires_at < ( SELECT relay_now() AS relay_now))) check -

policy access_tokens_issued on access_tokens for INSERT to relay_app using - check ((actor_id = ( SELECT actor_id() AS actor_id)) AND (NOT (EXISTS ( SELECT
   FROM ended_sessions e
  WHERE (e.session_id = access_tokens.session_id)))))

policy access_tokens_seen_by_bearer on access_tokens for SELECT to relay_app using (token_hash = ( SELECT presented_token() AS presented_token)) check -

policy access_tokens_seen_by_jobs on access_tokens for SELECT to relay_app using (( SELECT acts_as_service() AS acts_as_service) AND (expires_at < ( SELECT relay_now() AS relay_now))) check -

policy audit_events_added_by_connect on audit_events for INSERT to connect_app using - check ((reported_by = 'connect'::text) AND (patient_id = ( SELECT actor_id() AS actor_id)))

policy audit_events_added_by_neighbours on audit_events for INSERT to audit_append using - check (( SELECT acts_as_service() AS acts_as_service) AND (reported_by <> 'relay'::text) AND (reported_by = ( SELECT current_setting('nornos.actor_id'::text, true) AS current_setting)))

policy audit_events_added_by_relay on audit_events for INSERT to relay_app using - check ((reported_by = 'relay'::text) AND ( SELECT (acts_as_service() OR (actor_id() IS NOT NULL))) AND (( SELECT acts_as_service() AS acts_as_service) OR (((( SELECT actor_id() AS actor_id))::text = actor) OR ((( SELECT actor_id() AS actor_id))::text = (patient_id)::text))))

policy audit_events_seen_by_patient on audit_events for SELECT to audit_read using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy clock_marks_are_read on clock_marks for SELECT to audit_append, audit_read, relay_app using true check -

policy clock_marks_read_by_connect on clock_marks for SELECT to connect_app using true check -

policy clock_marks_rise on clock_marks for UPDATE to relay_app using ( SELECT acts_as_service() AS acts_as_service) check ( SELECT acts_as_service() AS acts_as_service)

policy connection_attempts_forgotten on connection_attempts for DELETE to connect_app using (( SELECT acts_as_service() AS acts_as_service) AND (( SELECT actor_id() AS actor_id) IS NULL)) check -

policy connection_attempts_of_their_patient on connection_attempts for ALL to connect_app using (patient_id = ( SELECT actor_id() AS actor_id)) check (patient_id = ( SELECT actor_id() AS actor_id))

policy connection_attempts_seen_by_work on connection_attempts for SELECT to connect_app using (( SELECT acts_as_service() AS acts_as_service) AND (( SELECT actor_id() AS actor_id) IS NULL)) check -

policy connections_of_their_patient on connections for ALL to connect_app using (patient_id = ( SELECT actor_id() AS actor_id)) check (patient_id = ( SELECT actor_id() AS actor_id))

policy connections_seen_by_work on connections for SELECT to connect_app using (( SELECT acts_as_service() AS acts_as_service) AND (( SELECT actor_id() AS actor_id) IS NULL)) check -

policy connections_taken_by_work on connections for UPDATE to connect_app using (( SELECT acts_as_service() AS acts_as_service) AND (( SELECT actor_id() AS actor_id) IS NULL) AND (state = 'connected'::text)) check ( SELECT acts_as_service() AS acts_as_service)

policy consents_changed_by_jobs on consents for UPDATE to relay_app using (( SELECT acts_as_service() AS acts_as_service) AND (ended_at IS NULL)) check ( SELECT acts_as_service() AS acts_as_service)

policy consents_changed_by_patient on consents for UPDATE to relay_app using ((patient_id = ( SELECT actor_id() AS actor_id)) AND (ended_at IS NULL)) check (patient_id = ( SELECT actor_id() AS actor_id))

policy consents_offered_by_patient on consents for INSERT to relay_app using - check ((patient_id = ( SELECT actor_id() AS actor_id)) AND (accepted_at IS NULL) AND (ended_at IS NULL) AND (NOT (EXISTS ( SELECT
   FROM revocations r
  WHERE (r.consent_id = consents.consent_id)))))

policy consents_seen_by_bearer on consents for SELECT to relay_app using (consent_id = ANY (( SELECT ARRAY[t.consent_id, t.agent_consent_id] AS "array"
   FROM access_tokens t
  WHERE (t.token_hash = ( SELECT presented_token() AS presented_token)))::uuid[])) check -

policy consents_seen_by_grantee on consents for SELECT to relay_app using ((granted_to = ANY (( SELECT grantee_ids() AS grantee_ids)::uuid[])) AND (accepted_at IS NOT NULL) AND (ended_at IS NULL)) check -

policy consents_seen_by_jobs on consents for SELECT to relay_app using ( SELECT acts_as_service() AS acts_as_service) check -

policy consents_seen_by_patient on consents for SELECT to relay_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy consents_taken_back_by_jobs on consents for DELETE to relay_app using (( SELECT acts_as_service() AS acts_as_service) AND (accepted_at IS NULL) AND (ended_at IS NULL)) check -

policy consents_taken_back_by_patient on consents for DELETE to relay_app using ((patient_id = ( SELECT actor_id() AS actor_id)) AND (accepted_at IS NULL) AND (ended_at IS NULL)) check -

policy delivered_pages_forgotten on delivered_pages for DELETE to connect_app using (( SELECT acts_as_service() AS acts_as_service) AND (( SELECT actor_id() AS actor_id) IS NULL)) check -

policy delivered_pages_of_their_patient on delivered_pages for ALL to connect_app using (patient_id = ( SELECT actor_id() AS actor_id)) check (patient_id = ( SELECT actor_id() AS actor_id))

policy delivered_pages_seen_by_work on delivered_pages for SELECT to connect_app using (( SELECT acts_as_service() AS acts_as_service) AND (( SELECT actor_id() AS actor_id) IS NULL)) check -

policy ended_sessions_are_read on ended_sessions for SELECT to relay_app using true check -

policy ended_sessions_forgotten on ended_sessions for DELETE to relay_app using (( SELECT acts_as_service() AS acts_as_service) AND (noted_at < (( SELECT relay_now() AS relay_now) - '00:20:00'::interval))) check -

policy ended_sessions_noted_by_jobs on ended_sessions for INSERT to relay_app using - check ( SELECT acts_as_service() AS acts_as_service)

policy fetches_of_their_patient on fetches for ALL to connect_app using (patient_id = ( SELECT actor_id() AS actor_id)) check (patient_id = ( SELECT actor_id() AS actor_id))

policy inbox_codes_forgotten on inbox_codes for DELETE to relay_app using (( SELECT acts_as_service() AS acts_as_service) AND (expires_at < ( SELECT relay_now() AS relay_now))) check -

policy inbox_codes_made_by_patient on inbox_codes for INSERT to relay_app using - check ((patient_id = ( SELECT actor_id() AS actor_id)) AND (used_at IS NULL))

policy inbox_codes_seen_by_jobs on inbox_codes for SELECT to relay_app using ( SELECT acts_as_service() AS acts_as_service) check -

policy inbox_codes_seen_by_patient on inbox_codes for SELECT to relay_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy inbox_codes_used on inbox_codes for UPDATE to relay_app using (( SELECT acts_as_service() AS acts_as_service) AND (used_at IS NULL) AND (expires_at > ( SELECT relay_now() AS relay_now))) check (( SELECT acts_as_service() AS acts_as_service) AND (used_at IS NOT NULL))

policy ingest_tokens_made_by_their_patient on ingest_tokens for INSERT to connect_app using - check ((patient_id = ( SELECT actor_id() AS actor_id)) AND (revoked_at IS NULL))

policy ingest_tokens_of_their_patient on ingest_tokens for SELECT to connect_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy ingest_tokens_revoked_by_their_patient on ingest_tokens for UPDATE to connect_app using ((patient_id = ( SELECT actor_id() AS actor_id)) AND (revoked_at IS NULL)) check (patient_id = ( SELECT actor_id() AS actor_id))

policy ingest_tokens_seen_by_bearer on ingest_tokens for SELECT to connect_app using (token_hash = ( SELECT presented_token() AS presented_token)) check -

policy ingest_tokens_used_by_bearer on ingest_tokens for UPDATE to connect_app using ((token_hash = ( SELECT presented_token() AS presented_token)) AND (revoked_at IS NULL)) check ((token_hash = ( SELECT presented_token() AS presented_token)) AND (revoked_at IS NULL))

policy revocations_delivered_by_jobs on revocations for UPDATE to relay_app using (( SELECT acts_as_service() AS acts_as_service) AND (delivered_at IS NULL)) check (( SELECT acts_as_service() AS acts_as_service) AND (delivered_at IS NOT NULL))

policy revocations_seen_by_jobs on revocations for SELECT to relay_app using ( SELECT acts_as_service() AS acts_as_service) check -

policy revocations_seen_by_patient on revocations for SELECT to relay_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy revocations_signed_by_patient on revocations for INSERT to relay_app using - check ((patient_id = ( SELECT actor_id() AS actor_id)) AND (delivered_at IS NULL))

policy roster_pins_seen on roster_pins for SELECT to relay_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy roster_pins_seen_by_connect on roster_pins for SELECT to connect_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy roster_pins_set on roster_pins for INSERT to relay_app using - check (patient_id = ( SELECT actor_id() AS actor_id))

policy rosters_seen on rosters for SELECT to relay_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy rosters_seen_by_connect on rosters for SELECT to connect_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy rosters_sent on rosters for INSERT to relay_app using - check (patient_id = ( SELECT actor_id() AS actor_id))

policy vault_heads_noted on vault_heads for INSERT to relay_app using - check (patient_id = ( SELECT actor_id() AS actor_id))

policy vault_heads_replaced on vault_heads for DELETE to relay_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

policy vault_heads_seen on vault_heads for SELECT to relay_app using (patient_id = ( SELECT actor_id() AS actor_id)) check -

-- functions

owner nornos_relay_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('nornos.actor_id'::text, true), ''::text))::uuid

owner nornos_relay_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.acts_as_service()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN COALESCE((current_setting('nornos.actor_type'::text, true) = 'service'::text), false)

owner nornos_relay_owner, may run: nornos_relay_owner, relay_app
CREATE OR REPLACE FUNCTION public.authorize_read(given_token bytea, given_key text, given_patient uuid, given_field text, given_metric text, given_event uuid, given_correlation uuid, given_range timestamp with time zone[], given_details jsonb)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  token access_tokens;
  outcome text;
begin
  perform set_config('nornos.token_hash', encode(given_token, 'hex'), true);
  select * into token from access_tokens t where t.token_hash = given_token and t.patient_id = given_patient;
  if not found then return null; end if;
  perform set_config('nornos.actor_id', token.actor_id::text, true);

  outcome := case when token.key_thumbprint = given_key
    and token.expires_at > relay_now()
    and not exists (select from ended_sessions e where e.session_id = token.session_id)
    and (given_field is null or given_field = any (token.fields))
    and (given_metric is null or given_metric <> all (token.excluded_metrics))
    and (
      select count(*) from consents c
      where (c.consent_id, c.version) in (
        (token.consent_id, token.consent_version), (token.agent_consent_id, token.agent_consent_version))
      and c.patient_id = given_patient and c.accepted_at is not null and c.ended_at is null
      and c.valid_from <= relay_now() and c.valid_until > relay_now()
      -- The signed record decides, also against a token that was given more.
      and (given_field is null
        or (c.record -> 'data_fields' ? given_field and not c.record -> 'excluded_fields' ? given_field))
    ) = case when token.agent_consent_id is null then 1 else 2 end
  then 'allowed' else 'refused' end;

  insert into audit_events (
    event_id, reported_by, time, patient_id, actor, actor_type, organization_id, action, outcome, consent_id,
    fields, range_from, range_until, has_range, purpose, correlation_id, details)
  values (
    given_event, 'relay', relay_now(), given_patient, token.actor_id::text, token.actor_type,
    token.organization_id,
    case when outcome = 'refused' then 'access-token.refused'
      when given_field is null then 'data.searched' else 'data.read' end,
    outcome, token.consent_id,
    case when given_field is null then token.fields else array[given_field] end,
    given_range[1], given_range[2], given_range is not null, token.purpose, given_correlation,
    case when outcome = 'refused' then '{}'::jsonb else given_details end);
  return outcome;
end $function$

owner nornos_relay_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.grantee_ids()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('nornos.grantee_ids'::text, true), ''::text))::uuid[]

owner nornos_relay_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.presented_token()
 RETURNS bytea
 LANGUAGE sql
 STABLE
RETURN decode(NULLIF(current_setting('nornos.token_hash'::text, true), ''::text), 'hex'::text)

owner nornos_relay_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.refuse_to_go_back()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.noted_at < old.noted_at then
    raise exception 'the clock mark only rises' using errcode = 'check_violation';
  end if;
  return new;
end $function$

owner nornos_relay_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.refuse_to_rewrite()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the trail is only added to' using errcode = 'insufficient_privilege';
end $function$

owner nornos_relay_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.relay_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
RETURN (SELECT date_trunc('milliseconds'::text, GREATEST(statement_timestamp(), clock_marks.noted_at)) AS date_trunc FROM clock_marks)

owner nornos_relay_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.write_durably()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('synchronous_commit', 'on', true);
  return null;
end $function$

-- triggers

CREATE TRIGGER audit_events_are_durable BEFORE INSERT ON public.audit_events FOR EACH STATEMENT EXECUTE FUNCTION write_durably()

CREATE TRIGGER audit_events_are_never_rewritten BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite()

CREATE TRIGGER clock_marks_only_rise BEFORE UPDATE ON public.clock_marks FOR EACH ROW EXECUTE FUNCTION refuse_to_go_back()

CREATE TRIGGER connections_are_durable BEFORE INSERT OR UPDATE ON public.connections FOR EACH STATEMENT EXECUTE FUNCTION write_durably()

CREATE TRIGGER consents_are_durable BEFORE INSERT OR UPDATE ON public.consents FOR EACH STATEMENT EXECUTE FUNCTION write_durably()

CREATE TRIGGER inbox_codes_are_durable BEFORE INSERT OR UPDATE ON public.inbox_codes FOR EACH STATEMENT EXECUTE FUNCTION write_durably()

CREATE TRIGGER ingest_tokens_are_durable BEFORE INSERT ON public.ingest_tokens FOR EACH STATEMENT EXECUTE FUNCTION write_durably()

CREATE TRIGGER revocations_are_durable BEFORE INSERT OR UPDATE ON public.revocations FOR EACH STATEMENT EXECUTE FUNCTION write_durably()

CREATE TRIGGER rosters_are_durable BEFORE INSERT ON public.rosters FOR EACH STATEMENT EXECUTE FUNCTION write_durably()

CREATE TRIGGER vault_heads_are_durable BEFORE INSERT ON public.vault_heads FOR EACH STATEMENT EXECUTE FUNCTION write_durably()

-- grants

grant DELETE, INSERT, SELECT on access_tokens to relay_app

grant INSERT on audit_events to audit_append

grant SELECT on audit_events to audit_read

grant INSERT on audit_events to connect_app

grant INSERT on audit_events to relay_app

grant SELECT on clock_marks to audit_append

grant SELECT on clock_marks to audit_read

grant SELECT on clock_marks to connect_app

grant SELECT on clock_marks to relay_app

grant DELETE, INSERT, SELECT on connection_attempts to connect_app

grant INSERT, SELECT on connections to connect_app

grant DELETE, INSERT, SELECT on consents to relay_app

grant DELETE, INSERT, SELECT on delivered_pages to connect_app

grant DELETE, INSERT, SELECT on ended_sessions to relay_app

grant DELETE, INSERT, SELECT on fetches to connect_app

grant DELETE, INSERT, SELECT on inbox_codes to relay_app

grant INSERT, SELECT on ingest_tokens to connect_app

grant INSERT, SELECT on revocations to relay_app

grant SELECT on roster_pins to connect_app

grant INSERT, SELECT on roster_pins to relay_app

grant SELECT on rosters to connect_app

grant INSERT, SELECT on rosters to relay_app

grant DELETE, INSERT, SELECT on vault_heads to relay_app

-- column grants

grant UPDATE (noted_at) on clock_marks to relay_app

grant UPDATE (account_mark, ended_at, failures, last_success_at, name, next_at, secrets, secrets_version, started_at, state, trouble, worked_until, worker_id, wrapped_key) on connections to connect_app

grant UPDATE (accepted_at, ended_at, ended_because, started_at) on consents to relay_app

grant UPDATE (asked, due_at, page, place) on fetches to connect_app

grant UPDATE (used_at) on inbox_codes to relay_app

grant UPDATE (bytes, day, hour, last_used_at, requests, revoked_at) on ingest_tokens to connect_app

grant UPDATE (delivered_at) on revocations to relay_app
