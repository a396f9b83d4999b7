-- The trail: every access to a patient's data and every change of rights.
-- Kept by the database: an entry is added once and never changed or removed, by no role and not by the owner;
-- it is on disk before its transaction answers; relay adds and cannot read, audit_append adds what the
-- neighbouring services report under their own names, audit_read shows a patient their own trail.

create table audit_events (
  position         bigint generated always as identity,
  event_id         uuid primary key,
  reported_by      text not null,
  recorded_at      timestamptz not null default clock_timestamp(),
  time             timestamptz not null,
  patient_id       uuid not null,
  actor            text,
  actor_type       text not null,
  organization_id  uuid,
  action           text not null,
  outcome          text not null,
  consent_id       uuid,
  fields           text[] not null,
  range_from       timestamptz,
  range_until      timestamptz,
  has_range        boolean not null,
  purpose          text,
  correlation_id   uuid not null,
  details          jsonb not null,
  constraint audit_events_have_an_outcome check (outcome in ('allowed', 'refused', 'failed')),
  constraint audit_events_carry_few_details check (
    jsonb_typeof(details) = 'object' and pg_column_size(details) < 4096)
);

create index audit_events_by_patient on audit_events (patient_id, position desc);

create function refuse_to_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'the trail is only added to' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_events_are_never_rewritten before update or delete or truncate on audit_events
  for each statement execute function refuse_to_rewrite();
create trigger audit_events_are_durable before insert on audit_events
  for each statement execute function write_durably();

alter table audit_events enable row level security;
alter table audit_events force row level security;

create policy audit_events_added_by_relay on audit_events for insert to relay_app
  with check (
    reported_by = 'relay'
    and (select acts_as_service() or actor_id() is not null)
    and ((select acts_as_service()) or (select actor_id())::text in (actor, patient_id::text)));
create policy audit_events_added_by_neighbours on audit_events for insert to audit_append
  with check (
    (select acts_as_service()) and reported_by <> 'relay'
    and reported_by = (select current_setting('nornos.actor_id', true)));
create policy audit_events_seen_by_patient on audit_events for select to audit_read
  using (patient_id = (select actor_id()));

grant insert on audit_events to relay_app, audit_append;
grant select on audit_events to audit_read;
