-- What patients publish: each item sealed under the key of its (patient, field), whose file is not in this database.
-- Kept by the database: an item is of a key of its own patient and field; a key that is being destroyed seals
-- nothing; a field has one key at a time; without a presented token that a live grant covers, no body is readable
-- through the reading role. Plain columns say nothing about health: metrics are looked up by a keyed hash.

create table field_keys (
  patient_id  uuid not null,
  field       text not null,
  key_id      uuid not null,
  made_at     timestamptz not null,
  -- From here on the key file is to be destroyed; the row goes when the file has gone.
  retired_at  timestamptz,
  primary key (patient_id, field, key_id)
);

create unique index field_keys_one_in_use on field_keys (patient_id, field) where retired_at is null;
create index field_keys_to_destroy on field_keys (retired_at) where retired_at is not null;

create table items (
  patient_id  uuid not null,
  field       text not null,
  item_id     bytea not null,
  version     bigint not null,
  kind        text not null,
  metric_tag  bytea not null,
  month       text,
  size        integer not null,
  key_id      uuid not null,
  body        bytea not null,
  primary key (patient_id, field, item_id),
  constraint items_are_sealed_under_a_key_of_their_field foreign key (patient_id, field, key_id)
    references field_keys,
  constraint items_have_ids_of_16_bytes check (length(item_id) = 16),
  constraint items_have_tags_of_16_bytes check (length(metric_tag) = 16),
  constraint items_count_versions_from_one check (version >= 1),
  constraint items_are_blocks_rollups_or_records check (kind in ('block', 'rollup', 'record')),
  constraint items_are_of_a_month check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  -- What is sealed begins with its magic and is longer than what was sealed: nothing gets in here by mistake as it is.
  constraint items_are_sealed check (substring(body from 1 for 4) = 'NVB1'::bytea and length(body) >= size + 76)
);

alter table items alter column body set storage external;
create index items_by_metric on items (patient_id, metric_tag, month);

create function refuse_retired_key() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from field_keys k
    where k.patient_id = new.patient_id and k.field = new.field and k.key_id = new.key_id
      and k.retired_at is not null) then
    raise exception 'a retired key seals nothing' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger items_are_of_a_key_in_use before insert or update on items
  for each row execute function refuse_retired_key();

alter table field_keys enable row level security;
alter table field_keys force row level security;
alter table items enable row level security;
alter table items force row level security;

create policy field_keys_seen on field_keys for select to shared_write
  using (patient_id = (select actor_id()));
create policy field_keys_to_destroy_seen on field_keys for select to shared_write
  using ((select acts_as_service()) and retired_at is not null);
create policy field_keys_made on field_keys for insert to shared_write
  with check (patient_id = (select actor_id()) and retired_at is null);
create policy field_keys_retired on field_keys for update to shared_write
  using (patient_id = (select actor_id()) and retired_at is null)
  with check (patient_id = (select actor_id()) and retired_at is not null);
create policy field_keys_forgotten on field_keys for delete to shared_write
  using (patient_id = (select actor_id()) and retired_at is not null);

create policy items_seen_by_writer on items for select to shared_write
  using (patient_id = (select actor_id()));
create policy items_published on items for insert to shared_write
  with check (patient_id = (select actor_id()));
create policy items_replaced on items for update to shared_write
  using (patient_id = (select actor_id())) with check (patient_id = (select actor_id()));
create policy items_taken_back on items for delete to shared_write
  using (patient_id = (select actor_id()));

create policy items_seen_by_bearer on items for select to shared_reader
  using (
    patient_id = (select t.patient_id from read_tokens t)
    and field = any ((select readable_fields())::text[]));

grant select, insert, delete, update (retired_at) on field_keys to shared_write;
grant select, insert, update, delete on items to shared_write;
grant select on items to shared_reader;
