-- A patient who closes the account ends all consents at the word of a fresh sign-in, without a signature.
-- Kept by the database: that is a reason of its own, and ended is for ever, whatever the reason.

alter table consents drop constraint consents_end_for_a_reason;
alter table consents add constraint consents_end_for_a_reason check (
  (ended_at is null) = (ended_because is null)
  and ended_because in ('revoked', 'closed', 'expired', 'superseded'));
