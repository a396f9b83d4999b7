/**
 * Goal: what is written beside each service as `schema.sql` is what its migrations make of an empty database. Method:
 * real migrations on a real PostgreSQL, read back from the catalogue. `NORNOS_WRITE_SCHEMA=1` writes the files instead.
 */
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { present } from '@nornos/std'
import { databasePlans } from '../src/compose/layout.ts'
import { urlFor } from '../src/postgres/index.ts'
import { readSchema } from '../src/testing/read-schema.ts'
import { makeTestDatabases } from '../src/testing/test-databases.ts'

test('every service has the schema that its file shows', async () => {
  await using made = await makeTestDatabases()
  for (const { service } of databasePlans) {
    const { database } = present(made.databases[service], 'each plan becomes a database')
    const schema = await readSchema(urlFor(made.adminUrl, { database }))
    const file = new URL(`../../../services/${service}/schema.sql`, import.meta.url)
    if (process.env['NORNOS_WRITE_SCHEMA'] === '1') await writeFile(file, schema)
    assert.equal(
      schema,
      await readFile(file, 'utf8').catch(() => ''),
      `services/${service}/schema.sql is stale`,
    )
  }
})
