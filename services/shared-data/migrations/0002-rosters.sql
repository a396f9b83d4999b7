-- A roster lists the devices that may sign for a patient. The first one pins the patient's root key.
-- Kept by the database: a pinned key never changes; a number is given once; every roster is one that the
-- pinned key signed for; nothing here is edited or deleted; only the patient sees and sends them.

create table roster_pins (
  patient_id       uuid primary key,
  root_public_key  bytea not null,
  pinned_at        timestamptz not null default now(),
  constraint roster_pins_name_one_key unique (patient_id, root_public_key),
  constraint roster_pins_hold_an_ed25519_key check (length(root_public_key) = 32)
);

create table rosters (
  patient_id       uuid not null,
  number           integer not null,
  root_public_key  bytea not null,
  hash             bytea not null,
  roster           bytea not null,
  accepted_at      timestamptz not null default now(),
  primary key (patient_id, number),
  constraint rosters_are_of_the_pinned_key foreign key (patient_id, root_public_key)
    references roster_pins (patient_id, root_public_key),
  constraint rosters_count_from_one check (number >= 1),
  constraint rosters_are_named_by_sha256 check (length(hash) = 32),
  constraint rosters_are_at_most_64_kibibytes check (length(roster) <= 65536)
);

alter table roster_pins enable row level security;
alter table roster_pins force row level security;
alter table rosters enable row level security;
alter table rosters force row level security;

create policy roster_pins_seen on roster_pins for select to shared_write using (patient_id = (select actor_id()));
create policy roster_pins_set on roster_pins for insert to shared_write with check (patient_id = (select actor_id()));
create policy rosters_seen on rosters for select to shared_write using (patient_id = (select actor_id()));
create policy rosters_sent on rosters for insert to shared_write with check (patient_id = (select actor_id()));

grant select, insert on roster_pins, rosters to shared_write;
