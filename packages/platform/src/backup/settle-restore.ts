/**
 * What an installation must not say as if nothing had happened once it comes out of a backup. What was shared stays closed:
 * the backup may be older than the word of a patient who stopped sharing, so every consent ends in both places that decide,
 * what was published goes, tokens go; patients share again. Nobody waits any more for the help of a recovery contact. And every vault says that it was put back: a device that has
 * seen more asks its person instead of raising an alarm.
 */
import { databasePlans } from '../compose/layout.ts'
import { urlFor, withClient } from '../postgres/create-databases.ts'

const statements: Readonly<Partial<Record<(typeof databasePlans)[number]['service'], readonly string[]>>> = {
  'shared-data': [
    'truncate items, field_keys, read_tokens cascade',
    "update grants set ended_at = shared_now(), ended_because = 'expired' where ended_at is null",
  ],
  // Somebody may have stopped it since.
  auth: ['truncate recovery_requests'],
  vault: ['update vaults set restored_n = n, restored_at = statement_timestamp()'],
  relay: [
    'truncate access_tokens cascade',
    "update consents set ended_at = statement_timestamp(), ended_because = 'expired' where ended_at is null",
  ],
}

export async function settleRestore(adminUrl: string): Promise<void> {
  for (const { database, service } of databasePlans) {
    const own = Object.entries(statements).find(([name]) => name === service)?.[1]
    if (own === undefined) continue
    await withClient(urlFor(adminUrl, { database }), async (client) => {
      const known = await client.query(
        "select 1 from pg_tables where tablename in ('grants', 'consents', 'vaults', 'recovery_requests')",
      )
      // A backup of an installation that never ran has no tables yet.
      if (known.rowCount === 0) return
      await client.query('begin')
      for (const statement of own) await client.query(statement)
      await client.query('commit')
    })
  }
}
