-- Sessions that ended before the tokens that were issued under them: auth tells, and from then on they open nothing.
-- Kept by the database: a token names its session, and none is issued or reads under one that has ended.

-- Tokens live for ten minutes and are fetched again without a question: those that name no session go.
truncate access_tokens;
alter table access_tokens add column session_id text not null;

create table ended_sessions (
  session_id  text primary key,
  noted_at    timestamptz not null default clock_timestamp(),
  constraint ended_sessions_have_short_names check (length(session_id) <= 128)
);
create index ended_sessions_to_forget on ended_sessions (noted_at);

alter table ended_sessions enable row level security;
alter table ended_sessions force row level security;

create policy ended_sessions_are_read on ended_sessions for select to relay_app using (true);
create policy ended_sessions_noted_by_jobs on ended_sessions for insert to relay_app
  with check ((select acts_as_service()));
create policy ended_sessions_forgotten on ended_sessions for delete to relay_app
  using ((select acts_as_service()) and noted_at < (select relay_now()) - interval '20 minutes');

grant select, insert, delete on ended_sessions to relay_app;

drop policy access_tokens_issued on access_tokens;
create policy access_tokens_issued on access_tokens for insert to relay_app
  with check (actor_id = (select actor_id())
    and not exists (select from ended_sessions e where e.session_id = access_tokens.session_id));

create or replace function authorize_read(
  given_token bytea,
  given_key text,
  given_patient uuid,
  -- Null asks for the summary of all fields of the token.
  given_field text,
  given_metric text,
  given_event uuid,
  given_correlation uuid,
  given_range timestamptz[],
  given_details jsonb
) returns text language plpgsql volatile as $$
declare
  token access_tokens;
  outcome text;
begin
  perform set_config('nornos.token_hash', encode(given_token, 'hex'), true);
  select * into token from access_tokens t where t.token_hash = given_token and t.patient_id = given_patient;
  if not found then return null; end if;
  perform set_config('nornos.actor_id', token.actor_id::text, true);

  outcome := case when token.key_thumbprint = given_key
    and token.expires_at > relay_now()
    and not exists (select from ended_sessions e where e.session_id = token.session_id)
    and (given_field is null or given_field = any (token.fields))
    and (given_metric is null or given_metric <> all (token.excluded_metrics))
    and (
      select count(*) from consents c
      where (c.consent_id, c.version) in (
        (token.consent_id, token.consent_version), (token.agent_consent_id, token.agent_consent_version))
      and c.patient_id = given_patient and c.accepted_at is not null and c.ended_at is null
      and c.valid_from <= relay_now() and c.valid_until > relay_now()
      -- The signed record decides, also against a token that was given more.
      and (given_field is null
        or (c.record -> 'data_fields' ? given_field and not c.record -> 'excluded_fields' ? given_field))
    ) = case when token.agent_consent_id is null then 1 else 2 end
  then 'allowed' else 'refused' end;

  insert into audit_events (
    event_id, reported_by, time, patient_id, actor, actor_type, organization_id, action, outcome, consent_id,
    fields, range_from, range_until, has_range, purpose, correlation_id, details)
  values (
    given_event, 'relay', relay_now(), given_patient, token.actor_id::text, token.actor_type,
    token.organization_id,
    case when outcome = 'refused' then 'access-token.refused'
      when given_field is null then 'data.searched' else 'data.read' end,
    outcome, token.consent_id,
    case when given_field is null then token.fields else array[given_field] end,
    given_range[1], given_range[2], given_range is not null, token.purpose, given_correlation,
    case when outcome = 'refused' then '{}'::jsonb else given_details end);
  return outcome;
end $$;
