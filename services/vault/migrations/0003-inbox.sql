-- The inbox: sealed items that others sent, and who may send.
-- Kept by the database: an item is seen and taken out by its patient alone; it comes in for one vault at a time; as with
-- blobs, a row is there before the first byte is stored, and until after the last one is gone; a sender's count of the
-- day does not shrink when the patient takes items out.

create table inbox_senders (
  vault_id   uuid not null references vaults on delete cascade,
  sender_id  text not null,
  rule       text not null default 'open',
  day        date not null default current_date,
  items      integer not null default 0,
  bytes      bigint not null default 0,
  primary key (vault_id, sender_id),
  constraint senders_have_a_known_rule check (rule in ('open', 'muted', 'blocked'))
);

create table inbox_items (
  vault_id   uuid not null,
  item_id    uuid not null,
  sender_id  text not null,
  hash       bytea not null,
  size       bigint not null,
  state      text not null,
  -- Since when it is in this state, by the clock of the database.
  at         timestamptz not null default now(),
  primary key (vault_id, item_id),
  constraint items_have_a_known_state check (state in ('arriving', 'waiting', 'taken')),
  constraint items_are_named_by_sha256 check (octet_length(hash) = 32)
);
create index inbox_items_to_forget on inbox_items (state, at) where state <> 'waiting';

do $$
declare t text;
begin
  foreach t in array array['inbox_senders', 'inbox_items'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy %I on %I for all to vault_app using (vault_id = (select acting_patient())) '
      'with check (vault_id = (select acting_patient()))',
      t || '_of_their_patient', t);
    -- Taking something in for one vault.
    execute format(
      'create policy %I on %I for all to vault_app '
      'using ((select acting_service()) and vault_id = (select actor_id())) '
      'with check ((select acting_service()) and vault_id = (select actor_id()))',
      t || '_of_a_delivery', t);
  end loop;
end $$;
create policy inbox_items_to_collect on inbox_items for select to vault_app
  using ((select acting_service()) and state <> 'waiting');
create policy inbox_items_to_forget on inbox_items for delete to vault_app
  using ((select acting_service()) and state <> 'waiting');

grant select, insert, update (rule, day, items, bytes) on inbox_senders to vault_app;
grant select, insert, delete, update (state, at) on inbox_items to vault_app;
