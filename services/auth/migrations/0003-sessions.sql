-- Sign-ins that last: what the identity provider stores, the sessions as people see them, and those that ended.
-- Kept by the database, not by code: ids and tokens are stored as hashes and bodies are sealed, so a dump holds
-- nothing that opens a session; what was used once stays used; an ended session stays ended.

create table oidc_records (
  kind         text not null,
  id_hash      bytea not null,
  uid_hash     bytea,
  grant_hash   bytea,
  session_hash bytea,
  sealed       bytea not null,
  consumed_at  timestamptz,
  expires_at   timestamptz not null,
  primary key (kind, id_hash),
  constraint oidc_records_id_is_sha256 check (length(id_hash) = 32),
  constraint oidc_records_kind_is_short check (length(kind) <= 64)
);
create index oidc_records_by_uid on oidc_records (uid_hash) where uid_hash is not null;
create index oidc_records_by_grant on oidc_records (grant_hash) where grant_hash is not null;
create index oidc_records_by_session on oidc_records (session_hash) where session_hash is not null;
create index oidc_records_by_end on oidc_records (expires_at);

create table sessions (
  session_id   text primary key,
  account_id   uuid not null references accounts,
  client_id    text not null,
  device_name  text not null,
  created_at   timestamptz not null,
  last_used_at timestamptz not null,
  ended_at     timestamptz,
  constraint sessions_id_is_short check (length(session_id) <= 128),
  constraint sessions_device_name_is_short check (length(device_name) <= 200)
);
create index sessions_by_account on sessions (account_id);

-- Read by every gateway for as long as a token of the session could still be good.
create table revoked_sessions (
  session_id text primary key,
  revoked_at timestamptz not null
);
create index revoked_sessions_by_time on revoked_sessions (revoked_at);

create function tell_revoked_session() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('revoked_sessions', new.session_id);
  return null;
end $$;
create trigger revoked_sessions_are_told after insert on revoked_sessions
  for each row execute function tell_revoked_session();

alter table oidc_records enable row level security;
alter table oidc_records force row level security;
alter table sessions enable row level security;
alter table sessions force row level security;
alter table revoked_sessions enable row level security;
alter table revoked_sessions force row level security;

-- Whoever holds the secret behind a hash is the actor: there is no account to key on before it is shown.
create policy oidc_records_by_hash on oidc_records to nornos_auth_app using (true) with check (true);
create policy sessions_read on sessions for select to nornos_auth_app
  using ((select actor_type()) = 'service' or account_id = (select actor_id()));
create policy sessions_open on sessions for insert to nornos_auth_app
  with check ((select actor_type()) = 'service');
create policy sessions_use on sessions for update to nornos_auth_app
  using (ended_at is null and ((select actor_type()) = 'service' or account_id = (select actor_id())))
  with check ((select actor_type()) = 'service' or account_id = (select actor_id()));
create policy revoked_sessions_read on revoked_sessions for select to nornos_auth_app using (true);
create policy revoked_sessions_add on revoked_sessions for insert to nornos_auth_app with check (true);
create policy revoked_sessions_forget on revoked_sessions for delete to nornos_auth_app
  using (revoked_at < now() - interval '1 hour');

grant select, insert, update, delete on oidc_records to nornos_auth_app;
grant select, insert, update (last_used_at, ended_at) on sessions to nornos_auth_app;
grant select, insert, delete on revoked_sessions to nornos_auth_app;
