-- Closures: vaults that are no more, for the devices that do not know it yet.
-- Kept by the database: nothing here says whose vault it was, the word fits its id, and neither changes afterwards.

create table closures (
  closure_id  bytea primary key,
  word        bytea not null,
  closed_at   timestamptz not null,
  constraint closures_are_named_by_the_hash_of_their_word check (closure_id = sha256(word)),
  constraint closing_words_have_16_bytes check (octet_length(word) = 16)
);

alter table closures enable row level security;
alter table closures force row level security;

-- There is no patient to compare with: whoever knows an id comes from that vault.
create policy closures_of_who_knows_the_id on closures for all to vault_app using (true) with check (true);

grant select, insert, delete on closures to vault_app;
