-- Auth's halves of recovery contacts, and who has asked for one (specs/key-hierarchy.md §12).
-- Kept by the database, not by code: nobody reads a half but in the seven days after its wait, by the clock of the
-- database; a half is never changed; a person has one request at a time, and its times stay as they were when it began.

create table recovery_slots (
  account_id uuid not null references accounts,
  slot_id    uuid not null,
  stored_at  timestamptz not null default now(),
  primary key (account_id, slot_id)
);

-- Apart from its slot: that there is a half may always be seen, the half itself may not.
create table recovery_halves (
  account_id  uuid not null,
  slot_id     uuid not null,
  half_sealed bytea not null,
  primary key (account_id, slot_id),
  constraint recovery_halves_have_a_slot foreign key (account_id, slot_id)
    references recovery_slots on delete cascade
);

create table recovery_requests (
  account_id uuid primary key references accounts,
  slot_id    uuid not null,
  asked_at   timestamptz not null default now(),
  ready_at   timestamptz not null,
  until      timestamptz not null,
  mails_sent integer not null default 0,
  given_at   timestamptz,
  constraint recovery_requests_are_for_a_half foreign key (account_id, slot_id)
    references recovery_slots on delete cascade,
  constraint recovery_requests_wait check (ready_at >= asked_at),
  constraint recovery_requests_last_seven_days check (until = ready_at + interval '168 hours'),
  constraint recovery_requests_are_not_answered_early check (given_at >= ready_at)
);

alter table recovery_slots enable row level security;
alter table recovery_slots force row level security;
alter table recovery_halves enable row level security;
alter table recovery_halves force row level security;
alter table recovery_requests enable row level security;
alter table recovery_requests force row level security;

create policy recovery_slots_read on recovery_slots for select to nornos_auth_app
  using ((select actor_type()) = 'service' or account_id = (select actor_id()));
create policy recovery_slots_add on recovery_slots for insert to nornos_auth_app
  with check ((select actor_type()) = 'service');
create policy recovery_slots_remove on recovery_slots for delete to nornos_auth_app
  using ((select actor_type()) = 'service');

create policy recovery_halves_add on recovery_halves for insert to nornos_auth_app
  with check ((select actor_type()) = 'service');
create policy recovery_halves_wait on recovery_halves for select to nornos_auth_app
  using ((select actor_type()) = 'service' and exists (
    select from recovery_requests r
    where r.account_id = recovery_halves.account_id and r.slot_id = recovery_halves.slot_id
      and now() >= r.ready_at and now() < r.until));

create policy recovery_requests_read on recovery_requests for select to nornos_auth_app
  using ((select actor_type()) = 'service' or account_id = (select actor_id()));
create policy recovery_requests_ask on recovery_requests for insert to nornos_auth_app
  with check ((select actor_type()) = 'service' and asked_at = now() and given_at is null);
create policy recovery_requests_note on recovery_requests for update to nornos_auth_app
  using ((select actor_type()) = 'service') with check ((select actor_type()) = 'service');
create policy recovery_requests_stop on recovery_requests for delete to nornos_auth_app
  using ((select actor_type()) = 'service');

grant select, insert, delete on recovery_slots to nornos_auth_app;
grant select, insert on recovery_halves to nornos_auth_app;
grant select, insert, update (mails_sent, given_at), delete on recovery_requests to nornos_auth_app;
