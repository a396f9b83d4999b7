-- The time-limited right to read one patient. Only the SHA-256 of the token is here: a dump opens nothing.
-- Kept by the database: a token lasts ten minutes at most and is never changed; it names the consents that it
-- stands on; whoever presents it sees it and those consents, and nobody else's.

create table access_tokens (
  token_hash             bytea primary key,
  patient_id             uuid not null,
  consent_id             uuid not null,
  consent_version        integer not null,
  agent_consent_id       uuid,
  agent_consent_version  integer,
  actor_id               uuid not null,
  actor_type             text not null,
  organization_id        uuid,
  key_thumbprint         text not null,
  fields                 text[] not null,
  excluded_metrics       text[] not null,
  purpose                text not null,
  issued_at              timestamptz not null,
  expires_at             timestamptz not null,
  constraint access_tokens_are_sha256 check (length(token_hash) = 32),
  constraint access_tokens_stand_on_a_consent foreign key (consent_id, consent_version) references consents,
  constraint access_tokens_of_agents_stand_on_two foreign key (agent_consent_id, agent_consent_version)
    references consents,
  constraint access_tokens_are_of_a_doctor_or_an_agent check (
    actor_type in ('doctor', 'agent')
    and (actor_type = 'agent') = (agent_consent_id is not null)
    and (agent_consent_id is null) = (agent_consent_version is null)),
  constraint access_tokens_last_ten_minutes_at_most check (expires_at <= issued_at + interval '10 minutes')
);

create index access_tokens_to_forget on access_tokens (expires_at);

create function presented_token() returns bytea language sql stable
  return decode(nullif(current_setting('nornos.token_hash', true), ''), 'hex');

alter table access_tokens enable row level security;
alter table access_tokens force row level security;

create policy access_tokens_seen_by_bearer on access_tokens for select to relay_app
  using (token_hash = (select presented_token()));
create policy access_tokens_issued on access_tokens for insert to relay_app
  with check (actor_id = (select actor_id()));
create policy access_tokens_seen_by_jobs on access_tokens for select to relay_app
  using ((select acts_as_service()) and expires_at < (select relay_now()));
create policy access_tokens_forgotten on access_tokens for delete to relay_app
  using ((select acts_as_service()) and expires_at < (select relay_now()));

create policy consents_seen_by_bearer on consents for select to relay_app
  using (consent_id = any ((
    select array[t.consent_id, t.agent_consent_id] from access_tokens t
    where t.token_hash = (select presented_token()))::uuid[]));

grant select, insert, delete on access_tokens to relay_app;
