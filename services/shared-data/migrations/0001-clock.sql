-- Time, as grants see it: the greater of the database's clock and the highest time that was ever noted.
-- Kept by the database: there is one mark, it only rises, and a clock set back revives no grant.

create table clock_marks (
  only_one boolean primary key default true,
  noted_at timestamptz not null,
  constraint clock_marks_are_one check (only_one)
);

insert into clock_marks (noted_at) values (clock_timestamp());

create function refuse_to_go_back() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.noted_at < old.noted_at then
    raise exception 'the clock mark only rises' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger clock_marks_only_rise before update on clock_marks
  for each row execute function refuse_to_go_back();

-- Whole milliseconds, as instants are on the wire. Without a visible mark it is null, and nothing is live.
create function shared_now() returns timestamptz language sql stable
  return (select date_trunc('milliseconds', greatest(statement_timestamp(), noted_at)) from clock_marks);

-- A pooled session that once had a setting reads '' afterwards, not null: without nullif the cast fails, and
-- with it an unset actor matches no row. Policies call these inside `(select …)`: once a statement, not a row.
create function actor_id() returns uuid language sql stable
  return nullif(current_setting('nornos.actor_id', true), '')::uuid;
create function acts_as_service() returns boolean language sql stable
  return coalesce(current_setting('nornos.actor_type', true) = 'service', false);

-- One writer of a patient at a time: what ends a grant and what publishes under it never overlap.
create function lock_patient(patient_id uuid) returns void language sql volatile
  return pg_advisory_xact_lock(hashtextextended(patient_id::text, 0));

alter table clock_marks enable row level security;
alter table clock_marks force row level security;

create policy clock_marks_are_read on clock_marks for select to shared_write, shared_reader using (true);
create policy clock_marks_rise on clock_marks for update to shared_write using ((select acts_as_service()));

grant select on clock_marks to shared_write, shared_reader;
grant update (noted_at) on clock_marks to shared_write;
