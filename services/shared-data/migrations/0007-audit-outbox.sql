-- What shared-data did that belongs in the patient's trail, until relay has taken it.
-- Kept by the database: an entry is written in the transaction that acts, and goes only when it was delivered.

create table audit_outbox (
  patient_id  uuid not null,
  event_id    uuid not null,
  event       jsonb not null,
  written_at  timestamptz not null,
  primary key (patient_id, event_id),
  constraint audit_outbox_holds_its_event check (
    event ->> 'eventId' = event_id::text and event ->> 'patientId' = patient_id::text)
);

create index audit_outbox_by_time on audit_outbox (written_at);

alter table audit_outbox enable row level security;
alter table audit_outbox force row level security;

create policy audit_outbox_written on audit_outbox for insert to shared_write
  with check (patient_id = (select actor_id()));
create policy audit_outbox_seen_by_jobs on audit_outbox for select to shared_write
  using ((select acts_as_service()));
create policy audit_outbox_delivered on audit_outbox for delete to shared_write
  using ((select acts_as_service()));

grant select, insert, delete on audit_outbox to shared_write;
