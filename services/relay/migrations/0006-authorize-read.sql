-- One read, decided and written down in one statement: whoever gets 'allowed' has the entry on disk already.
-- Kept by the database: both halves happen or neither. An unknown token, or one for another patient, is null
-- and leaves no entry: there is nobody whose trail it would belong to. A known token whose consent does not
-- (or no longer) allow the read leaves access-token.refused.

create function authorize_read(
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

revoke all on function authorize_read from public;
grant execute on function authorize_read to relay_app;
