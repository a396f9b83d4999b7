-- A read token says that a signed-in person, or an agent for them, may read under named grants for minutes.
-- Only the SHA-256 of the access token is here: a dump opens nothing.
-- Kept by the database: a token lasts ten minutes at most and never longer than its grants; it is never
-- changed; whoever reads must present it, and then sees it and the live grants that it stands on alone.

create table read_tokens (
  token_hash             bytea not null,
  patient_id             uuid not null,
  consent_id             uuid not null,
  consent_version        integer not null,
  agent_consent_id       uuid,
  agent_consent_version  integer,
  key_thumbprint         text not null,
  registered_at          timestamptz not null,
  expires_at             timestamptz not null,
  primary key (patient_id, token_hash),
  constraint read_tokens_are_sha256 check (length(token_hash) = 32),
  constraint read_tokens_stand_on_a_grant foreign key (patient_id, consent_id, consent_version) references grants,
  constraint read_tokens_of_agents_stand_on_two
    foreign key (patient_id, agent_consent_id, agent_consent_version) references grants,
  constraint read_tokens_name_an_agent_consent_wholly_or_not check (
    (agent_consent_id is null) = (agent_consent_version is null)),
  constraint read_tokens_last_ten_minutes_at_most check (expires_at <= registered_at + interval '10 minutes')
);

create index read_tokens_to_forget on read_tokens (expires_at);

create function presented_token() returns bytea language sql stable
  return decode(nullif(current_setting('nornos.token_hash', true), ''), 'hex');

alter table read_tokens enable row level security;
alter table read_tokens force row level security;

create policy read_tokens_seen_by_bearer on read_tokens for select to shared_reader
  using (token_hash = (select presented_token()) and expires_at > (select shared_now()));
create policy read_tokens_registered on read_tokens for insert to shared_write
  with check (
    (select acts_as_service()) and patient_id = (select actor_id())
    and read_tokens.expires_at <= (
      select min(g.valid_until) from grants g
      where g.patient_id = read_tokens.patient_id and g.ended_at is null
        and g.valid_from <= (select shared_now()) and g.valid_until > (select shared_now())
        and (g.consent_id, g.version) in (
          (read_tokens.consent_id, read_tokens.consent_version),
          (read_tokens.agent_consent_id, read_tokens.agent_consent_version))
      having count(*) = case when read_tokens.agent_consent_id is null then 1 else 2 end));
create policy read_tokens_seen_when_over on read_tokens for select to shared_write
  using ((select acts_as_service()) and expires_at < (select shared_now()));
create policy read_tokens_forgotten on read_tokens for delete to shared_write
  using ((select acts_as_service()) and expires_at < (select shared_now()));

create policy grants_seen_by_bearer on grants for select to shared_reader
  using (
    (patient_id, consent_id, version) in (
      select t.patient_id, t.consent_id, t.consent_version from read_tokens t
      union all
      select t.patient_id, t.agent_consent_id, t.agent_consent_version from read_tokens t)
    and ended_at is null
    and valid_from <= (select shared_now()) and valid_until > (select shared_now()));

-- The fields that the presented token opens now: of an agent's token those that both grants name. Any grant of the
-- token that is not live leaves nothing.
create function readable_fields() returns text[] language sql stable
  return coalesce(
    (select array_agg(named.field)
     from (
       select f.field, count(*) as grants
       from grants g, unnest(g.fields) as f (field)
       where g.patient_id = (select t.patient_id from read_tokens t)
       group by f.field
     ) as named
     where named.grants = (select case when t.agent_consent_id is null then 1 else 2 end from read_tokens t)),
    '{}'::text[]);

grant select on read_tokens, grants to shared_reader;
grant insert, delete, select (patient_id, expires_at) on read_tokens to shared_write;
