-- tables

table migrations owner nornos_agents_owner
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()

table runs owner nornos_agents_owner row security forced
  run_id uuid not null
  doctor_id uuid not null
  patient_id uuid not null
  agent text not null
  as_of date not null
  zone text not null
  fields text[] not null
  consent_ids uuid[] not null
  access_token bytea
  state text not null default 'waiting'::text
  attempts integer not null default 0
  result bytea
  created_at timestamp with time zone not null default now()
  started_at timestamp with time zone
  finished_at timestamp with time zone
  expires_at timestamp with time zone not null
  consent_versions integer[] not null
  purpose text not null

-- constraints

constraint migrations_pkey on migrations PRIMARY KEY (name)

constraint a_finished_run_keeps_no_token on runs CHECK (((state = ANY (ARRAY['waiting'::text, 'running'::text])) OR (access_token IS NULL)))

constraint results_belong_to_runs_that_are_done on runs CHECK (((result IS NOT NULL) = (state = 'done'::text)))

constraint runs_are_in_a_known_state on runs CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))

constraint runs_are_tried_three_times_at_most on runs CHECK (((attempts >= 0) AND (attempts <= 3)))

constraint runs_name_a_version_of_each_consent on runs CHECK ((cardinality(consent_versions) = cardinality(consent_ids)))

constraint runs_pkey on runs PRIMARY KEY (run_id)

constraint runs_rest_on_consents on runs CHECK (((cardinality(consent_ids) >= 1) AND (cardinality(consent_ids) <= 4)))

-- indexes

CREATE UNIQUE INDEX migrations_pkey ON public.migrations USING btree (name)

CREATE UNIQUE INDEX runs_pkey ON public.runs USING btree (run_id)

CREATE INDEX runs_that_expire ON public.runs USING btree (expires_at)

CREATE INDEX runs_that_wait ON public.runs USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]))

-- policies

policy runs_of_the_worker on runs for ALL to agents_app using (( SELECT actor_type() AS actor_type) = 'service'::text) check (( SELECT actor_type() AS actor_type) = 'service'::text)

policy runs_of_their_doctor on runs for ALL to agents_app using ((doctor_id = ( SELECT actor_id() AS actor_id)) AND (( SELECT actor_type() AS actor_type) = 'doctor'::text)) check ((doctor_id = ( SELECT actor_id() AS actor_id)) AND (( SELECT actor_type() AS actor_type) = 'doctor'::text))

-- functions

owner nornos_agents_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('nornos.actor_id'::text, true), ''::text))::uuid

owner nornos_agents_owner, may run: everyone
CREATE OR REPLACE FUNCTION public.actor_type()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN NULLIF(current_setting('nornos.actor_type'::text, true), ''::text)

-- grants

grant DELETE, INSERT, SELECT, UPDATE on runs to agents_app
