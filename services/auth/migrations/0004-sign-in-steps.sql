-- Steps of a sign-in or sign-up that is under way, and how often someone may try.
-- Kept by the database, not by code: a step belongs to one interaction, known by its hash; an e-mail code allows
-- five tries; nothing here outlives its hour.

create table sign_ups (
  interaction_hash bytea primary key,
  email            text not null,
  code_hash        bytea not null,
  tries_left       integer not null default 5,
  code_expires_at  timestamptz not null,
  email_proved_at  timestamptz,
  name             text,
  password_hash    text,
  seed_sealed      bytea,
  expires_at       timestamptz not null,
  constraint sign_ups_tries_end_at_zero check (tries_left >= 0),
  constraint sign_ups_name_is_short check (length(name) between 1 and 200)
);

-- Who proved a password and owes the one-time code.
create table sign_ins (
  interaction_hash bytea primary key,
  account_id       uuid not null references accounts,
  expires_at       timestamptz not null
);

-- A token bucket for each network, address and device, named by a hash.
create table throttle_buckets (
  bucket_hash bytea primary key,
  tokens      double precision not null,
  filled_at   timestamptz not null,
  constraint throttle_buckets_are_not_overdrawn check (tokens >= 0)
);
create index throttle_buckets_by_time on throttle_buckets (filled_at);

alter table sign_ups enable row level security;
alter table sign_ups force row level security;
alter table sign_ins enable row level security;
alter table sign_ins force row level security;
alter table throttle_buckets enable row level security;
alter table throttle_buckets force row level security;

create policy sign_ups_by_hash on sign_ups to nornos_auth_app using (true) with check (true);
create policy sign_ins_by_hash on sign_ins to nornos_auth_app using (true) with check (true);
create policy throttle_buckets_by_hash on throttle_buckets to nornos_auth_app using (true) with check (true);

grant select, insert, update, delete on sign_ups, sign_ins, throttle_buckets to nornos_auth_app;
