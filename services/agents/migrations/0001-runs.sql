-- Runs: what a doctor asked the agents to look at, and what they found.
-- Kept by the database: a run belongs to the doctor who asked; its token and its result are sealed; it ends with its
-- consents at the latest, and the row goes when it has expired.

create function actor_id() returns uuid language sql stable
  return nullif(current_setting('nornos.actor_id', true), '')::uuid;
create function actor_type() returns text language sql stable
  return nullif(current_setting('nornos.actor_type', true), '');

create table runs (
  run_id           uuid primary key,
  doctor_id        uuid not null,
  patient_id       uuid not null,
  agent            text not null,
  as_of            date not null,
  zone             text not null,
  fields           text[] not null,
  consent_ids      uuid[] not null,
  access_token     bytea,
  state            text not null default 'waiting',
  attempts         integer not null default 0,
  result           bytea,
  created_at       timestamptz not null default now(),
  started_at       timestamptz,
  finished_at      timestamptz,
  expires_at       timestamptz not null,
  constraint runs_are_in_a_known_state check (state in ('waiting', 'running', 'done', 'failed')),
  constraint results_belong_to_runs_that_are_done check ((result is not null) = (state = 'done')),
  constraint a_finished_run_keeps_no_token check (state in ('waiting', 'running') or access_token is null),
  constraint runs_are_tried_three_times_at_most check (attempts between 0 and 3),
  constraint runs_rest_on_consents check (cardinality(consent_ids) between 1 and 4)
);
create index runs_that_wait on runs (created_at) where state in ('waiting', 'running');
create index runs_that_expire on runs (expires_at);

alter table runs enable row level security;
alter table runs force row level security;

create policy runs_of_their_doctor on runs for all to agents_app
  using (doctor_id = (select actor_id()) and (select actor_type()) = 'doctor')
  with check (doctor_id = (select actor_id()) and (select actor_type()) = 'doctor');
create policy runs_of_the_worker on runs for all to agents_app
  using ((select actor_type()) = 'service')
  with check ((select actor_type()) = 'service');

grant select, insert, update, delete on runs to agents_app;
