/**
 * A database as text: what its migrations amount to, read from the catalogue. Kept beside each service as
 * `schema.sql`, so that a change of migration shows what it changes. For reading, not for running.
 */
import { withClient } from '../postgres/create-databases.ts'

const parts: Readonly<Record<string, string>> = {
  tables: `
    select format(e'table %s owner %s%s%s\n%s', c.relname, pg_get_userbyid(c.relowner),
      case when c.relrowsecurity then ' row security' else '' end,
      case when c.relforcerowsecurity then ' forced' else '' end,
      (select string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
         case when a.attnotnull then ' not null' else '' end,
         coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), e'\n' order by a.attnum)
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) as line
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by c.relname`,
  constraints: `
    select format('constraint %s on %s %s', conname, conrelid::regclass, pg_get_constraintdef(oid)) as line
    from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0 and contype <> 'n'
    order by conrelid::regclass::text, conname`,
  indexes: `
    select indexdef as line from pg_indexes where schemaname = 'public' order by tablename, indexname`,
  policies: `
    select format('policy %s on %s for %s to %s using %s check %s', policyname, tablename, cmd,
      array_to_string(roles, ', '), coalesce(qual, '-'), coalesce(with_check, '-')) as line
    from pg_policies where schemaname = 'public' order by tablename, policyname`,
  functions: `
    select format('owner %s, may run: %s', pg_get_userbyid(p.proowner),
      coalesce((select string_agg(case when x.grantee = 0 then 'everyone' else pg_get_userbyid(x.grantee)::text end, ', '
        order by x.grantee) from aclexplode(p.proacl) x), 'everyone')) || e'\n' || pg_get_functiondef(p.oid) as line
    from pg_proc p where p.pronamespace = 'public'::regnamespace order by p.proname, p.oid`,
  triggers: `
    select pg_get_triggerdef(oid) as line from pg_trigger where not tgisinternal order by tgrelid::regclass::text, tgname`,
  grants: `
    select format('grant %s on %s to %s', string_agg(distinct privilege_type, ', '), table_name, grantee) as line
    from information_schema.role_table_grants
    where table_schema = 'public' and grantee not like '%owner' group by table_name, grantee order by table_name, grantee`,
  'column grants': `
    select format('grant %s (%s) on %s to %s', privilege_type, string_agg(column_name, ', ' order by column_name),
      table_name, grantee) as line
    from information_schema.column_privileges c
    where table_schema = 'public' and grantee not like '%owner' and not exists (
      select 1 from information_schema.role_table_grants t where t.table_name = c.table_name
        and t.grantee = c.grantee and t.privilege_type = c.privilege_type)
    group by table_name, grantee, privilege_type order by table_name, grantee, privilege_type`,
}

/** The whole text; the same migrations always give the same one. */
export async function readSchema(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const sections: string[] = []
    for (const [name, query] of Object.entries(parts)) {
      const { rows } = await client.query<{ line: string }>(query)
      const lines = rows.map(({ line }) => line.trimEnd())
      if (lines.length > 0) sections.push(`-- ${name}\n\n${lines.join('\n\n')}\n`)
    }
    return sections.join('\n')
  })
}
