-- A patient who closes the account ends all grants at the word of a fresh sign-in, without a signature.
-- Kept by the database: that is a reason of its own, and an ended grant stays as it is, whatever the reason.

alter table grants drop constraint grants_end_for_a_reason;
alter table grants add constraint grants_end_for_a_reason check (
  (ended_at is null) = (ended_because is null)
  and ended_because in ('revoked', 'closed', 'expired', 'superseded'));
