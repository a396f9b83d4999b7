-- One-time codes: with one, a doctor to whom nothing is shared sends one thing. Only the SHA-256 of 80 random bits is
-- here: a dump lets nobody in.
-- Kept by the database: a code lasts a day at most, is used once and never again, and only its patient makes it.

create table inbox_codes (
  code_hash   bytea primary key,
  patient_id  uuid not null references roster_pins,
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  constraint inbox_codes_are_sha256 check (length(code_hash) = 32),
  constraint inbox_codes_last_a_day_at_most check (expires_at <= made_at + interval '24 hours')
);
create index inbox_codes_by_patient on inbox_codes (patient_id) where used_at is null;
create index inbox_codes_to_forget on inbox_codes (expires_at);

alter table inbox_codes enable row level security;
alter table inbox_codes force row level security;

create policy inbox_codes_seen_by_patient on inbox_codes for select to relay_app
  using (patient_id = (select actor_id()));
create policy inbox_codes_made_by_patient on inbox_codes for insert to relay_app
  with check (patient_id = (select actor_id()) and used_at is null);
create policy inbox_codes_seen_by_jobs on inbox_codes for select to relay_app
  using ((select acts_as_service()));
create policy inbox_codes_used on inbox_codes for update to relay_app
  using ((select acts_as_service()) and used_at is null and expires_at > (select relay_now()))
  with check ((select acts_as_service()) and used_at is not null);
create policy inbox_codes_forgotten on inbox_codes for delete to relay_app
  using ((select acts_as_service()) and expires_at < (select relay_now()));

create trigger inbox_codes_are_durable before insert or update on inbox_codes
  for each statement execute function write_durably();

grant select, insert, delete, update (used_at) on inbox_codes to relay_app;

-- Who may send is asked with the patient known, across all versions of their consents.
create index consents_by_patient_and_grantee on consents (granted_to, patient_id) where accepted_at is not null;

