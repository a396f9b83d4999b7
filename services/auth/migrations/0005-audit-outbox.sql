-- What auth did that belongs in a patient's trail, written in the transaction that did it and delivered to relay.
-- Kept by the database, not by code: an event is written once and never changed, only marked as delivered.

create table audit_outbox (
  event_id     uuid primary key,
  event        jsonb not null,
  created_at   timestamptz not null,
  delivered_at timestamptz
);
create index audit_outbox_waiting on audit_outbox (created_at) where delivered_at is null;

alter table audit_outbox enable row level security;
alter table audit_outbox force row level security;

create policy audit_outbox_read on audit_outbox for select to nornos_auth_app
  using ((select actor_type()) = 'service');
create policy audit_outbox_write on audit_outbox for insert to nornos_auth_app
  with check ((select actor_type()) = 'service' and delivered_at is null);
create policy audit_outbox_deliver on audit_outbox for update to nornos_auth_app
  using ((select actor_type()) = 'service' and delivered_at is null)
  with check ((select actor_type()) = 'service' and delivered_at is not null);

grant select, insert, update (delivered_at) on audit_outbox to nornos_auth_app;
