-- A consent lets one grantee read named fields of one patient, for a purpose, until a date. The row is the
-- patient's signed record; the columns beside it are copies of it for deciding quickly.
-- Kept by the database: the record never changes; ended is for ever; a revoked consent gets no new version;
-- one live consent per patient, grantee and purpose; at most a year; only the patient gives and stops, only
-- the patient and, while it is live, its grantee see it. A consent counts from accepted_at on: then
-- shared-data has verified its own copy. Before that it is an offer, which may still be taken back.

create table revocations (
  consent_id    uuid primary key,
  patient_id    uuid not null references roster_pins,
  record        jsonb not null,
  signature     text not null,
  revoked_at    timestamptz not null,
  delivered_at  timestamptz,
  constraint revocations_are_their_record check (
    record ->> 'consent_id' = consent_id::text and record ->> 'patient_id' = patient_id::text)
);

create index revocations_to_deliver on revocations (revoked_at) where delivered_at is null;

create table consents (
  consent_id        uuid not null,
  version           integer not null,
  patient_id        uuid not null references roster_pins,
  granted_to        uuid not null,
  granted_to_type   text not null,
  purpose           text not null,
  valid_from        timestamptz not null,
  valid_until       timestamptz not null,
  record            jsonb not null,
  signature         text not null,
  act_id            uuid not null,
  offered_at        timestamptz not null,
  accepted_at       timestamptz,
  started_at        timestamptz,
  ended_at          timestamptz,
  ended_because     text,
  primary key (consent_id, version),
  constraint consents_are_their_record check (
    record ->> 'consent_id' = consent_id::text
    and record ->> 'version' = version::text
    and record ->> 'patient_id' = patient_id::text
    and record ->> 'granted_to' = granted_to::text
    and record ->> 'granted_to_type' = granted_to_type
    and record ->> 'purpose' = purpose),
  constraint consents_are_revocable check (record -> 'revocable' = 'true'::jsonb),
  constraint consents_end_after_start check (valid_until > valid_from),
  constraint consents_last_a_year_at_most check (valid_until <= valid_from + interval '366 days'),
  constraint consents_start_only_when_accepted check (started_at is null or accepted_at is not null),
  constraint consents_end_for_a_reason check (
    (ended_at is null) = (ended_because is null)
    and ended_because in ('revoked', 'expired', 'superseded'))
);

create unique index consents_one_live_per_grantee_and_purpose
  on consents (patient_id, granted_to, granted_to_type, purpose) where accepted_at is not null and ended_at is null;
create index consents_live_by_grantee on consents (granted_to) where accepted_at is not null and ended_at is null;
create index consents_to_end on consents (valid_until) where ended_at is null;
create index consents_to_start on consents (valid_from)
  where accepted_at is not null and started_at is null and ended_at is null;
create index consents_offered on consents (offered_at) where accepted_at is null and ended_at is null;

alter table revocations enable row level security;
alter table revocations force row level security;
alter table consents enable row level security;
alter table consents force row level security;

create policy revocations_seen_by_patient on revocations for select to relay_app
  using (patient_id = (select actor_id()));
create policy revocations_signed_by_patient on revocations for insert to relay_app
  with check (patient_id = (select actor_id()) and delivered_at is null);
create policy revocations_seen_by_jobs on revocations for select to relay_app
  using ((select acts_as_service()));
create policy revocations_delivered_by_jobs on revocations for update to relay_app
  using ((select acts_as_service()) and delivered_at is null)
  with check ((select acts_as_service()) and delivered_at is not null);

create policy consents_seen_by_patient on consents for select to relay_app
  using (patient_id = (select actor_id()));
create policy consents_seen_by_grantee on consents for select to relay_app
  using (granted_to = any ((select grantee_ids())::uuid[]) and accepted_at is not null and ended_at is null);
create policy consents_seen_by_jobs on consents for select to relay_app
  using ((select acts_as_service()));
create policy consents_offered_by_patient on consents for insert to relay_app
  with check (
    patient_id = (select actor_id()) and accepted_at is null and ended_at is null
    and not exists (select from revocations r where r.consent_id = consents.consent_id));
create policy consents_changed_by_patient on consents for update to relay_app
  using (patient_id = (select actor_id()) and ended_at is null)
  with check (patient_id = (select actor_id()));
create policy consents_changed_by_jobs on consents for update to relay_app
  using ((select acts_as_service()) and ended_at is null)
  with check ((select acts_as_service()));
create policy consents_taken_back_by_patient on consents for delete to relay_app
  using (patient_id = (select actor_id()) and accepted_at is null and ended_at is null);
create policy consents_taken_back_by_jobs on consents for delete to relay_app
  using ((select acts_as_service()) and accepted_at is null and ended_at is null);

create trigger revocations_are_durable before insert or update on revocations
  for each statement execute function write_durably();
create trigger consents_are_durable before insert or update on consents
  for each statement execute function write_durably();

grant select, insert, update (delivered_at) on revocations to relay_app;
grant select, insert, delete, update (accepted_at, started_at, ended_at, ended_because) on consents to relay_app;
