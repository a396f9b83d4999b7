-- A run is for the purpose of the consents that it rests on: the trail says which. Runs live for hours and can be asked
-- for again: those without a purpose go.

truncate runs;
alter table runs add column purpose text not null;
