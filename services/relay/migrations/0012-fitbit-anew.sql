-- Fitbit's own API was turned off on 30 October 2026: what it gave opens nothing at the API that followed it. Whoever had
-- connected signs in again; until then nothing is asked for, and tokens that no longer open anything are forgotten.
-- Forced row security would hide the rows from the owner, who changes them all this once.
alter table connections no force row level security;
alter table fetches no force row level security;
delete from fetches using connections
  where fetches.connection_id = connections.connection_id and connections.vendor = 'fitbit';
update connections
  set state = 'needs-sign-in', trouble = null, failures = 0, secrets = null, wrapped_key = null, account_mark = null,
    worker_id = null, worked_until = null
  where vendor = 'fitbit' and state <> 'ended';
alter table connections force row level security;
alter table fetches force row level security;
