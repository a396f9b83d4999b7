-- A changed leaf is put into its segment where it belongs. A segment was made anew before, out of the objects of its range:
-- 24 of them read, for one that changed.

-- The leaves with others among them: those of new objects at their place, those of known objects instead of the former.
create function splice_leaves(leaves bytea, added bytea[]) returns bytea language plpgsql immutable as $$
declare
  spliced bytea := leaves;
  leaf bytea;
  low int;
  high int;
  middle int;
begin
  foreach leaf in array added loop
    low := 0;
    high := octet_length(spliced) / 56;
    while low < high loop
      middle := (low + high) / 2;
      if substr(spliced, middle * 56 + 1, 16) < substr(leaf, 1, 16) then
        low := middle + 1;
      else
        high := middle;
      end if;
    end loop;
    spliced := overlay(spliced placing leaf from low * 56 + 1
      for case when substr(spliced, low * 56 + 1, 16) = substr(leaf, 1, 16) then 56 else 0 end);
  end loop;
  return spliced;
end $$;

create or replace function write_segments() returns trigger language plpgsql as $$
begin
  -- An insert that may update runs the triggers of both, also when it did only one.
  if not exists (select from changed) then
    return null;
  end if;
  insert into segments (vault_id, segment, leaves)
  select t.vault_id, t.segment, splice_leaves(
    coalesce((select s.leaves from segments s where s.vault_id = t.vault_id and s.segment = t.segment), ''),
    t.added)
  from (
    select vault_id, segment_of(object_id) as segment,
      array_agg(uuid_send(object_id) || int8send(version) || hash) as added
    from changed group by vault_id, segment_of(object_id)) as t
  on conflict (vault_id, segment) do update set leaves = excluded.leaves;
  return null;
end $$;
