/**
 * Goal: each service reaches its own database with its own roles, and no other, also in a copy of it.
 * Method: one real server for the file; every allowed act stands beside the same act by the wrong role.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { cloneDatabase, dropDatabases } from './clone-database.ts'
import { createDatabases, type ServiceDatabase, urlFor, withClient } from './create-databases.ts'
import { type ScratchFolder, scratchFolder } from './fixtures/scratch-folder.ts'
import { type Postgres, startPostgres } from './start-postgres.ts'

const denied = { code: '42501' }
let folder: ScratchFolder
let postgres: Postgres
let letters: ServiceDatabase
let numbers: ServiceDatabase

before(async () => {
  folder = await scratchFolder()
  postgres = await startPostgres({ stateFolder: folder.path, testing: true })
  ;[letters, numbers] = await lettersAndNumbers()
})
after(async () => {
  await postgres.stop()
  await folder[Symbol.asyncDispose]()
})

test('an app role enters its own database and no other', async () => {
  const letter = appUrl(letters, 'letters_app')
  assert.equal(await whoAmI(letter), 'letters_app@letters')
  for (const database of ['numbers', 'postgres', 'template1']) {
    await assert.rejects(whoAmI(urlFor(letter, { database })), denied)
  }
})

test('a password of one role does not open another', async () => {
  const { password } = new URL(appUrl(numbers, 'numbers_app'))
  await assert.rejects(whoAmI(urlFor(appUrl(letters, 'letters_app'), { database: 'letters', password })), {
    code: '28P01',
  })
})

test('the owner makes tables; an app role makes none, and reads one only when it is granted', async () => {
  const app = appUrl(letters, 'letters_app')
  await sql(letters.ownerUrl, 'create table alphabet (letter text)')
  await assert.rejects(sql(app, 'create table stolen (letter text)'), denied)
  await assert.rejects(sql(app, 'create temporary table stolen (letter text)'), denied)
  await assert.rejects(sql(app, 'select * from alphabet'), denied)
  await sql(letters.ownerUrl, 'grant select on alphabet to letters_app')
  await sql(app, 'select * from alphabet')
})

test('no role of a service is superuser, makes roles or databases, or bypasses row security', async () => {
  const { rows } = await withClient(postgres.adminUrl, (admin) =>
    admin.query(`select rolname from pg_roles where rolname ~ '^(letters|numbers)_'
                 and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`),
  )
  assert.deepEqual(rows, [])
})

test('creating again, twice at once, changes no password and breaks no session', async () => {
  const again = await Promise.all([lettersAndNumbers(), lettersAndNumbers()])
  assert.deepEqual(again, [
    [letters, numbers],
    [letters, numbers],
  ])
})

test('a copy has the rows, the owner and the guests of its template, and nobody else', async () => {
  await sql(numbers.ownerUrl, 'create table primes as select unnest(array[2, 3, 5]) as prime')
  await sql(numbers.ownerUrl, 'grant select on primes to numbers_app')
  const copy = (name: string) =>
    withClient(postgres.adminUrl, (admin) => cloneDatabase(admin, 'numbers', name))
  await Promise.all(['copy_a', 'copy_b'].map(copy))
  const app = urlFor(appUrl(numbers, 'numbers_app'), { database: 'copy_a' })
  const { rows } = await withClient(app, (client) =>
    client.query('select sum(prime)::int as sum from primes'),
  )
  assert.deepEqual(rows, [{ sum: 10 }])
  await sql(urlFor(numbers.ownerUrl, { database: 'copy_b' }), 'drop table primes')
  await assert.rejects(whoAmI(urlFor(appUrl(letters, 'letters_app'), { database: 'copy_a' })), denied)
  await dropDatabases(postgres.adminUrl, ['copy_a'])
  await assert.rejects(whoAmI(app), { code: '3D000' })
})

async function lettersAndNumbers(): Promise<[ServiceDatabase, ServiceDatabase]> {
  const created = await createDatabases({
    adminUrl: postgres.adminUrl,
    keyFolder: join(folder.path, 'keys'),
    databases: [
      { service: 'letters', database: 'letters', appRoles: ['letters_app', 'letters_jobs'] },
      { service: 'numbers', database: 'numbers', appRoles: ['numbers_app'] },
    ],
  })
  assert.ok(created['letters'] && created['numbers'])
  return [created['letters'], created['numbers']]
}

function appUrl(database: ServiceDatabase, role: string): string {
  return database.appUrls[role] ?? ''
}

async function sql(url: string, statement: string): Promise<void> {
  await withClient(url, (client) => client.query(statement))
}

async function whoAmI(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ me: string }>(
      "select current_user || '@' || current_database() as me",
    )
    return rows[0]?.me ?? ''
  })
}
