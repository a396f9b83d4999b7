-- What relay's connect process holds: connections to vendors' clouds and record servers, what is still to be fetched
-- over them, and the tokens by which apps bring measurements. Never a health value: payloads pass in memory alone.
-- Kept by the database: a patient sees and ends only their own; a vendor's tokens are sealed and gone when the
-- connection ends; one process at a time works on a connection; of an ingest token only the SHA-256 is here, and it
-- stays revoked; whoever brings one sees it and nothing else.

create table connections (
  connection_id    uuid primary key,
  patient_id       uuid not null,
  vendor           text not null,
  name             text not null,
  -- Of a record server; vendors' own addresses are configuration.
  server_url       text,
  state            text not null,
  -- Keyed hash of the vendor's name for this person: notices are matched by it.
  account_mark     bytea,
  wrapped_key      bytea,
  -- Tokens and what else the vendor gave, sealed under the key of this connection.
  secrets          bytea,
  secrets_version  integer not null default 1,
  trouble          text,
  failures         integer not null default 0,
  started_at       timestamptz not null,
  ended_at         timestamptz,
  last_success_at  timestamptz,
  next_at          timestamptz not null,
  worker_id        uuid,
  worked_until     timestamptz,
  constraint connections_are_in_a_known_state check (state in ('connected', 'needs-sign-in', 'ended')),
  constraint connections_that_ended_hold_no_secret check (
    (state = 'ended') = (ended_at is not null)
    and (state <> 'ended' or (secrets is null and wrapped_key is null and account_mark is null))),
  constraint connections_that_work_hold_their_secrets check (
    state <> 'connected' or (secrets is not null and wrapped_key is not null)),
  constraint connections_have_short_names check (length(name) between 1 and 120 and length(server_url) <= 500)
);
create unique index connections_are_one_per_vendor on connections (patient_id, vendor, coalesce(server_url, ''))
  where state <> 'ended';
create index connections_by_account on connections (vendor, account_mark) where state = 'connected';
create index connections_due on connections (next_at) where state = 'connected';

-- One collection of one stretch of time. `place` is how far its pages have been read, sealed like the secrets.
create table fetches (
  connection_id  uuid not null references connections on delete cascade,
  patient_id     uuid not null,
  collection     text not null,
  from_at        timestamptz not null,
  until_at       timestamptz not null,
  place          bytea,
  page           integer not null default 0,
  asked          integer not null default 1,
  due_at         timestamptz not null,
  primary key (connection_id, collection, from_at, until_at),
  constraint fetches_end_after_start check (until_at > from_at),
  constraint fetches_name_a_collection check (length(collection) between 1 and 120),
  constraint fetches_read_few_pages check (page <= 2000)
);
create index fetches_due on fetches (connection_id, due_at);

-- Keyed hashes of pages that were delivered: a page that says the same again is not sent again.
create table delivered_pages (
  connection_id  uuid not null references connections on delete cascade,
  patient_id     uuid not null,
  mark           bytea not null,
  delivered_at   timestamptz not null,
  primary key (connection_id, mark),
  constraint delivered_pages_are_marked_by_sha256 check (length(mark) = 32)
);
create index delivered_pages_to_forget on delivered_pages (delivered_at);

-- A connection that was begun: only the session that began it can finish it, once, within minutes.
create table connection_attempts (
  state_hash    bytea primary key,
  patient_id    uuid not null,
  session_id    text not null,
  vendor        text not null,
  wrapped_key   bytea not null,
  secrets       bytea not null,
  expires_at    timestamptz not null,
  constraint connection_attempts_are_named_by_sha256 check (length(state_hash) = 32),
  constraint connection_attempts_name_a_session check (length(session_id) between 1 and 128)
);
create index connection_attempts_to_forget on connection_attempts (expires_at);

create table ingest_tokens (
  token_id      uuid primary key,
  patient_id    uuid not null,
  name          text not null,
  token_hash    bytea not null unique,
  made_at       timestamptz not null,
  revoked_at    timestamptz,
  last_used_at  timestamptz,
  -- How often and how much in the hour and the day that these begin.
  hour          timestamptz not null default 'epoch',
  requests      integer not null default 0,
  day           date not null default '1970-01-01',
  bytes         bigint not null default 0,
  constraint ingest_tokens_are_sha256 check (length(token_hash) = 32),
  constraint ingest_tokens_have_short_names check (length(name) between 1 and 120)
);
create index ingest_tokens_by_patient on ingest_tokens (patient_id);

do $$
declare t text;
begin
  foreach t in array array['connections', 'fetches', 'delivered_pages', 'connection_attempts', 'ingest_tokens'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
alter table connections force row level security;
alter table fetches force row level security;
alter table delivered_pages force row level security;
alter table connection_attempts force row level security;
alter table ingest_tokens force row level security;

create policy connections_of_their_patient on connections for all to connect_app
  using (patient_id = (select actor_id())) with check (patient_id = (select actor_id()));
-- Work looks for what is due, and takes it; from then on it acts for one patient, as above.
create policy connections_seen_by_work on connections for select to connect_app
  using ((select acts_as_service()) and (select actor_id()) is null);
create policy connections_taken_by_work on connections for update to connect_app
  using ((select acts_as_service()) and (select actor_id()) is null and state = 'connected')
  with check ((select acts_as_service()));

create policy fetches_of_their_patient on fetches for all to connect_app
  using (patient_id = (select actor_id())) with check (patient_id = (select actor_id()));

create policy delivered_pages_of_their_patient on delivered_pages for all to connect_app
  using (patient_id = (select actor_id())) with check (patient_id = (select actor_id()));
create policy delivered_pages_seen_by_work on delivered_pages for select to connect_app
  using ((select acts_as_service()) and (select actor_id()) is null);
create policy delivered_pages_forgotten on delivered_pages for delete to connect_app
  using ((select acts_as_service()) and (select actor_id()) is null);

create policy connection_attempts_of_their_patient on connection_attempts for all to connect_app
  using (patient_id = (select actor_id())) with check (patient_id = (select actor_id()));
create policy connection_attempts_seen_by_work on connection_attempts for select to connect_app
  using ((select acts_as_service()) and (select actor_id()) is null);
create policy connection_attempts_forgotten on connection_attempts for delete to connect_app
  using ((select acts_as_service()) and (select actor_id()) is null);

create policy ingest_tokens_of_their_patient on ingest_tokens for select to connect_app
  using (patient_id = (select actor_id()));
create policy ingest_tokens_made_by_their_patient on ingest_tokens for insert to connect_app
  with check (patient_id = (select actor_id()) and revoked_at is null);
create policy ingest_tokens_revoked_by_their_patient on ingest_tokens for update to connect_app
  using (patient_id = (select actor_id()) and revoked_at is null) with check (patient_id = (select actor_id()));
create policy ingest_tokens_seen_by_bearer on ingest_tokens for select to connect_app
  using (token_hash = (select presented_token()));
create policy ingest_tokens_used_by_bearer on ingest_tokens for update to connect_app
  using (token_hash = (select presented_token()) and revoked_at is null)
  with check (token_hash = (select presented_token()) and revoked_at is null);

-- Where to seal to, and who says so.
create policy roster_pins_seen_by_connect on roster_pins for select to connect_app
  using (patient_id = (select actor_id()));
create policy rosters_seen_by_connect on rosters for select to connect_app
  using (patient_id = (select actor_id()));
create policy audit_events_added_by_connect on audit_events for insert to connect_app
  with check (reported_by = 'connect' and patient_id = (select actor_id()));
create policy clock_marks_read_by_connect on clock_marks for select to connect_app using (true);

create trigger connections_are_durable before insert or update on connections
  for each statement execute function write_durably();
create trigger ingest_tokens_are_durable before insert on ingest_tokens
  for each statement execute function write_durably();

grant select on roster_pins, rosters, clock_marks to connect_app;
grant insert on audit_events to connect_app;
grant select, insert, update (
  name, state, account_mark, wrapped_key, secrets, secrets_version, trouble, failures, started_at, ended_at,
  last_success_at, next_at, worker_id, worked_until) on connections to connect_app;
grant select, insert, delete, update (place, page, asked, due_at) on fetches to connect_app;
grant select, insert, delete on delivered_pages, connection_attempts to connect_app;
grant select, insert, update (revoked_at, last_used_at, hour, requests, day, bytes) on ingest_tokens to connect_app;
