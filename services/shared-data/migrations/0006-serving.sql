-- Reading, in one statement: the token is presented, row security decides, what is handed out is written down, and
-- only then do the bytes leave. The driver gives the rows after the commit, so the entry is on disk before them.
-- Kept by the database: the reading role runs these functions and nothing else; they belong to a role that nobody
-- signs in as, that owns no table and that row security binds; an event id of relay serves once; an entry is never
-- changed or removed, and the patient compares it with the trail.

create table served (
  patient_id  uuid not null,
  event_id    uuid not null,
  at          timestamptz not null,
  field       text,
  items       integer not null,
  bytes       bigint not null,
  primary key (patient_id, event_id),
  constraint served_counts_are_not_negative check (items >= 0 and bytes >= 0)
);

create index served_by_time on served (patient_id, at);

alter table served enable row level security;
alter table served force row level security;

create policy served_noted on served for insert to shared_reader
  with check (patient_id = (select t.patient_id from read_tokens t));
create policy served_seen_by_patient on served for select to shared_write
  using (patient_id = (select actor_id()));

grant insert on served to shared_reader;
grant select on served to shared_write;

-- The first row carries the consents that the answer must keep to, each further row one sealed item. No row at all:
-- not found, for whatever reason. The tags are of samples, hours, days and months, in this order; the coarser of the
-- asked form (1 to 4) and what each consent allows decides which one is looked up.
create function serve_read(
  given_token bytea, given_patient uuid, given_event uuid, given_field text, given_metric text,
  given_tags bytea[], given_form integer, given_from text, given_until text
) returns table (consents jsonb, item_id bytea, version bigint, key_id uuid, body bytea)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  given_tag bytea;
begin
  perform set_config('nornos.token_hash', encode(given_token, 'hex'), true);
  if not given_field = any (readable_fields()) then return; end if;
  select jsonb_agg(g.record), given_tags[greatest(given_form, max(
      case coalesce(g.record -> 'resolution' ->> given_field, 'raw') when 'raw' then 1 when 'hourly' then 2 else 3 end))]
    into consents, given_tag
    from grants g where g.patient_id = given_patient
    having bool_and(given_metric <> all (g.excluded_metrics));
  if consents is null then return; end if;

  insert into served (patient_id, event_id, at, field, items, bytes)
    select given_patient, given_event, shared_now(), given_field, count(*), coalesce(sum(i.size), 0)
    from items i
    where i.patient_id = given_patient and i.field = given_field and i.metric_tag = given_tag
      and (i.month is null or i.month between given_from and given_until);
  return next;
  return query
    select null::jsonb, i.item_id, i.version, i.key_id, i.body from items i
    where i.patient_id = given_patient and i.field = given_field and i.metric_tag = given_tag
      and (i.month is null or i.month between given_from and given_until)
    order by i.month, i.item_id;
end $$;

-- For each metric its months; where there are none its blocks; and the items of its first and its last month with
-- days, which say how far the data go. The tags are in the same order as the metrics and their fields.
create function serve_summary(
  given_token bytea, given_patient uuid, given_event uuid,
  given_fields text[], given_metrics text[], month_tags bytea[], day_tags bytea[], block_tags bytea[]
) returns table (consents jsonb, metric text, item_id bytea, version bigint, key_id uuid, body bytea)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  open_fields text[];
begin
  perform set_config('nornos.token_hash', encode(given_token, 'hex'), true);
  open_fields := readable_fields();
  if cardinality(open_fields) = 0 then return; end if;
  select jsonb_agg(g.record) into consents from grants g where g.patient_id = given_patient;
  if consents is null then return; end if;

  insert into served (patient_id, event_id, at, field, items, bytes)
    select given_patient, given_event, shared_now(), null, 0, 0;
  return next;
  return query
    with asked as (
      select * from unnest(given_fields, given_metrics, month_tags, day_tags, block_tags)
        as a (field, metric, month_tag, day_tag, block_tag)
      where a.field = any (open_fields)
        and not exists (select from grants g
          where g.patient_id = given_patient and a.metric = any (g.excluded_metrics))),
    days as (
      select i.metric_tag, min(i.month) as first_month, max(i.month) as last_month
      from items i where i.patient_id = given_patient and i.metric_tag in (select a.day_tag from asked a)
      group by i.metric_tag),
    months as (
      select distinct i.metric_tag from items i
      where i.patient_id = given_patient and i.metric_tag in (select a.month_tag from asked a))
    select null::jsonb, a.metric, i.item_id, i.version, i.key_id, i.body
    from asked a
    left join days d on d.metric_tag = a.day_tag
    left join months m on m.metric_tag = a.month_tag
    join items i on i.patient_id = given_patient and i.field = a.field
      and i.metric_tag = any (array[a.month_tag, a.day_tag, a.block_tag]) and (
      i.metric_tag = a.month_tag
      or (i.metric_tag = a.day_tag and (m.metric_tag is null or i.month in (d.first_month, d.last_month)))
      or (i.metric_tag = a.block_tag and d.metric_tag is null and m.metric_tag is null));
end $$;

-- Handing a function over needs the right to make things where it is, for the moment of handing over.
grant create on schema public to shared_reader;
alter function serve_read owner to shared_reader;
alter function serve_summary owner to shared_reader;
revoke create on schema public from shared_reader;

-- Both belong to shared_reader now: it alone can say who runs them.
set local role shared_reader;
revoke all on function serve_read, serve_summary from public;
grant execute on function serve_read, serve_summary to shared_read;
reset role;
