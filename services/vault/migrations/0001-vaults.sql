-- Vaults: signed commits, rosters, openers, the state that the head stands for. Nothing here opens anything.
-- Kept by the database: a vault belongs to the patient whose id it has, and only that patient reads or writes it; commits
-- and rosters are never rewritten; the number of a commit, of a roster and of an epoch goes up by one; the version of an
-- object goes up by one.

-- A pooled session that once set the actor reads '' afterwards, not null: without nullif the cast fails.
create function actor_type() returns text language sql stable
  return nullif(current_setting('nornos.actor_type', true), '');
create function actor_id() returns uuid language sql stable
  return nullif(current_setting('nornos.actor_id', true), '')::uuid;
-- The vault of the patient who acts, and of nobody else.
create function acting_patient() returns uuid language sql stable
  return case when actor_type() = 'patient' then actor_id() end;
-- The vault for which this service itself takes something in; null lets it clean up behind everybody.
create function acting_service() returns boolean language sql stable
  return coalesce(actor_type() = 'service', false);

create table vaults (
  vault_id         uuid primary key,
  n                bigint not null,
  head             bytea not null,
  epoch            integer not null,
  roster_number    bigint not null,
  bytes_used       bigint not null default 0,
  bytes_max        bigint not null,
  created_at       timestamptz not null default now(),
  -- Set when the vault came out of a backup: devices show it, and bring what they have newer.
  restored_at      timestamptz,
  restored_n       bigint,
  constraint vaults_start_with_their_first_commit check (n >= 1),
  constraint heads_are_sha256 check (octet_length(head) = 32),
  constraint use_is_never_negative check (bytes_used >= 0),
  constraint restored_vaults_say_from_where check ((restored_at is null) = (restored_n is null))
);

create table rosters (
  vault_id  uuid not null references vaults on delete cascade,
  number    bigint not null,
  body      bytea not null,
  at        timestamptz not null default now(),
  primary key (vault_id, number)
);

create table buckets (
  vault_id  uuid not null references vaults on delete cascade,
  bucket    smallint not null,
  hash      bytea not null,
  primary key (vault_id, bucket),
  constraint there_are_256_buckets check (bucket between 0 and 255),
  constraint bucket_hashes_are_sha256 check (octet_length(hash) = 32)
);

create table objects (
  vault_id   uuid not null references vaults on delete cascade,
  bucket     smallint not null,
  object_id  uuid not null,
  version    bigint not null,
  hash       bytea not null,
  size       bigint not null,
  -- A whole bucket is hashed at each commit: what its leaves consist of lies together in the index.
  primary key (vault_id, bucket, object_id) include (version, hash),
  constraint objects_lie_in_their_bucket check (bucket = get_byte(uuid_send(object_id), 0)),
  constraint versions_start_at_one check (version >= 1),
  constraint blobs_are_named_by_sha256 check (octet_length(hash) = 32)
);
-- Whether another object still names the same bytes.
create index objects_by_hash on objects (vault_id, hash);

create table commits (
  vault_id  uuid not null references vaults on delete cascade,
  n         bigint not null,
  body      bytea not null,
  at        timestamptz not null default now(),
  primary key (vault_id, n)
);

create table slots (
  vault_id  uuid not null references vaults on delete cascade,
  slot_id   uuid not null,
  kind      text not null,
  body      bytea not null,
  primary key (vault_id, slot_id),
  constraint slots_are_of_a_known_kind check (kind in ('words', 'kit', 'device', 'passkey'))
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was signed is not rewritten' using errcode = 'restrict_violation';
end $$;
create trigger commits_are_append_only before update on commits
  for each row execute function refuse_change();
create trigger rosters_are_append_only before update on rosters
  for each row execute function refuse_change();

create function version_goes_up() returns trigger language plpgsql as $$
begin
  if new.version <> old.version + 1 then
    raise exception 'the version of an object goes up by one' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger objects_go_forward before update on objects
  for each row execute function version_goes_up();

create function vault_goes_forward() returns trigger language plpgsql as $$
begin
  if new.n not in (old.n, old.n + 1)
    or (new.n = old.n) <> (new.head = old.head)
    or new.epoch not in (old.epoch, old.epoch + 1)
    or new.roster_number not in (old.roster_number, old.roster_number + 1) then
    raise exception 'a vault goes forward one step at a time' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger vaults_go_forward before update on vaults
  for each row execute function vault_goes_forward();

do $$
declare t text;
begin
  foreach t in array array['vaults', 'rosters', 'buckets', 'objects', 'commits', 'slots'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy %I on %I for all to vault_app using (vault_id = (select acting_patient())) '
      'with check (vault_id = (select acting_patient()))',
      t || '_of_their_patient', t);
  end loop;
end $$;

grant select, insert, delete on vaults to vault_app;
grant update (n, head, epoch, roster_number, bytes_used, bytes_max, restored_at, restored_n) on vaults to vault_app;
grant select, insert on rosters, commits to vault_app;
grant select, insert, update (hash) on buckets to vault_app;
grant select, insert, update (version, hash, size) on objects to vault_app;
grant select, insert, update (kind, body), delete on slots to vault_app;
