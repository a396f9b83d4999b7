-- A grant is shared-data's own copy of a consent that the patient's device signed and this service verified.
-- Kept by the database: the record never changes; ended is for ever; a revoked consent gets no new version;
-- one standing grant per patient, grantee and purpose; at most a year. A revocation may come before its
-- consent, and then the consent never counts.

create table revocations (
  patient_id  uuid not null references roster_pins,
  consent_id  uuid not null,
  record      jsonb not null,
  signature   text not null,
  revoked_at  timestamptz not null,
  primary key (patient_id, consent_id),
  constraint revocations_are_their_record check (
    record ->> 'consent_id' = consent_id::text and record ->> 'patient_id' = patient_id::text)
);

create table grants (
  patient_id        uuid not null references roster_pins,
  consent_id        uuid not null,
  version           integer not null,
  granted_to        uuid not null,
  granted_to_type   text not null,
  purpose           text not null,
  valid_from        timestamptz not null,
  valid_until       timestamptz not null,
  -- What the record allows, computed once when it was accepted: policies compare with it.
  fields            text[] not null,
  excluded_metrics  text[] not null,
  record            jsonb not null,
  signature         text not null,
  accepted_at       timestamptz not null,
  ended_at          timestamptz,
  ended_because     text,
  primary key (patient_id, consent_id, version),
  constraint grants_are_their_record check (
    record ->> 'consent_id' = consent_id::text
    and record ->> 'version' = version::text
    and record ->> 'patient_id' = patient_id::text
    and record ->> 'granted_to' = granted_to::text
    and record ->> 'granted_to_type' = granted_to_type
    and record ->> 'purpose' = purpose
    and (record ->> 'valid_from')::timestamptz = valid_from
    and (record ->> 'valid_until')::timestamptz = valid_until),
  constraint grants_name_only_fields_of_their_record check (
    to_jsonb(fields) <@ (record -> 'data_fields') and not (record -> 'excluded_fields') ?| fields),
  constraint grants_exclude_what_their_record_excludes check (
    (record -> 'excluded_metrics') <@ to_jsonb(excluded_metrics)),
  constraint grants_are_revocable check (record -> 'revocable' = 'true'::jsonb),
  constraint grants_end_after_start check (valid_until > valid_from),
  constraint grants_last_a_year_at_most check (valid_until <= valid_from + interval '366 days'),
  constraint grants_end_for_a_reason check (
    (ended_at is null) = (ended_because is null) and ended_because in ('revoked', 'expired', 'superseded'))
);

create unique index grants_one_standing_per_grantee_and_purpose
  on grants (patient_id, granted_to, granted_to_type, purpose) where ended_at is null;
create index grants_to_end on grants (valid_until) where ended_at is null;

create function refuse_to_revive() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.ended_at is not null then
    raise exception 'an ended grant stays as it is' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger grants_stay_ended before update on grants for each row execute function refuse_to_revive();

alter table revocations enable row level security;
alter table revocations force row level security;
alter table grants enable row level security;
alter table grants force row level security;

create policy revocations_seen on revocations for select to shared_write
  using (patient_id = (select actor_id()));
create policy revocations_signed on revocations for insert to shared_write
  with check (patient_id = (select actor_id()));

create policy grants_seen on grants for select to shared_write
  using (patient_id = (select actor_id()));
create policy grants_due_seen_by_jobs on grants for select to shared_write
  using ((select acts_as_service()) and ended_at is null and valid_until <= (select shared_now()));
create policy grants_accepted on grants for insert to shared_write
  with check (
    (select acts_as_service()) and patient_id = (select actor_id()) and ended_at is null
    and not exists (select from revocations r
      where r.patient_id = grants.patient_id and r.consent_id = grants.consent_id));
create policy grants_ended on grants for update to shared_write
  using (patient_id = (select actor_id()) and ended_at is null)
  with check (patient_id = (select actor_id()) and ended_at is not null);

grant select, insert on revocations to shared_write;
grant select, insert, update (ended_at, ended_because) on grants to shared_write;
