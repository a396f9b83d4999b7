-- Vaults: sealed blobs, signed commits, openers. Nothing here can be opened with anything that is here.
-- Kept by the database: a vault belongs to the patient whose id it has, and only that patient reads or writes it; the
-- chain of commits has no gap and is never rewritten; an object's version never goes down; a blob's name never changes.

create function actor_id() returns uuid language sql stable
  return nullif(current_setting('nornos.actor_id', true), '')::uuid;

create table vaults (
  vault_id        uuid primary key,
  n               bigint not null,
  head            bytea not null,
  epoch           integer not null,
  roster_number   bigint not null,
  roster          bytea not null,
  bytes_used      bigint not null default 0,
  bytes_max       bigint not null,
  created_at      timestamptz not null default now(),
  constraint vaults_start_with_their_first_commit check (n >= 1),
  constraint heads_are_sha256 check (octet_length(head) = 32),
  constraint use_is_never_negative check (bytes_used >= 0)
);

create table buckets (
  vault_id  uuid not null references vaults on delete cascade,
  bucket    smallint not null,
  hash      bytea not null,
  primary key (vault_id, bucket),
  constraint there_are_256_buckets check (bucket between 0 and 255)
);

create table objects (
  vault_id   uuid not null references vaults on delete cascade,
  object_id  uuid not null,
  bucket     smallint not null,
  version    bigint not null,
  hash       bytea not null,
  size       bigint not null,
  primary key (vault_id, object_id),
  constraint versions_start_at_one check (version >= 1)
);
create index objects_by_bucket on objects (vault_id, bucket);

create table commits (
  vault_id  uuid not null references vaults on delete cascade,
  n         bigint not null,
  body      bytea not null,
  at        timestamptz not null default now(),
  primary key (vault_id, n)
);

create table blobs (
  vault_id  uuid not null references vaults on delete cascade,
  hash      bytea not null,
  size      bigint not null,
  state     text not null,
  at        timestamptz not null default now(),
  primary key (vault_id, hash),
  constraint blobs_are_staged_live_or_dead check (state in ('staged', 'live', 'dead')),
  constraint blob_names_are_sha256 check (octet_length(hash) = 32)
);
create index blobs_that_wait on blobs (state, at) where state <> 'live';

create table slots (
  vault_id  uuid not null references vaults on delete cascade,
  slot_id   uuid not null,
  kind      text not null,
  body      bytea not null,
  primary key (vault_id, slot_id),
  constraint slots_are_of_a_known_kind check (kind in ('words', 'kit', 'device', 'passkey'))
);

-- A commit is not taken back and not changed, whoever asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the chain of commits is append-only' using errcode = 'restrict_violation';
end $$;
create trigger commits_are_append_only before update on commits
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

do $$
declare t text;
begin
  foreach t in array array['vaults', 'buckets', 'objects', 'commits', 'blobs', 'slots'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy %I on %I for all to vault_app using (vault_id = (select actor_id())) with check (vault_id = (select actor_id()))',
      t || '_of_their_patient', t);
  end loop;
end $$;

grant select, insert, update on vaults, buckets, objects, blobs, slots to vault_app;
grant select, insert on commits to vault_app;
