-- An opener that a chosen person keeps one half of.
-- Kept by the database: as before, an opener is of a kind that the patient's list can name.

alter table slots
  drop constraint slots_are_of_a_known_kind,
  add constraint slots_are_of_a_known_kind check (kind in ('words', 'kit', 'device', 'passkey', 'contact'));
