-- A run rests on versions of consents: a narrower version that takes the place of one ends what was made before.
-- Runs live for hours and can be asked for again: those that name no version go.

truncate runs;
alter table runs
  add column consent_versions integer[] not null,
  add constraint runs_name_a_version_of_each_consent check (cardinality(consent_versions) = cardinality(consent_ids));
