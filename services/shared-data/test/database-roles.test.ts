/**
 * Goal: the database itself refuses what no live grant covers, whatever the service forgets; and each of its rules
 * matters.
 * Method: real roles on a real server, without the service. Every promise is tried with an allowed and a denied act;
 * then each half of each policy is broken in turn, and some promise must be seen to break with it.
 */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { upsertItems } from '../src/store/item-store.ts'
import { probes } from './database-probes.ts'
import { type KeptPatient, keepPatient, makeItem } from './kept-rows.ts'
import { openSharedDataDatabase, type SharedDataDatabase } from './shared-data-database.ts'

let database: SharedDataDatabase
let alice: KeptPatient
let mallory: KeptPatient

before(async () => {
  database = await openSharedDataDatabase()
  alice = await keepPatient(database.as.shared_write)
  mallory = await keepPatient(database.as.shared_write)
})
after(() => database[Symbol.asyncDispose]())

for (const [promise, probe] of Object.entries(probes)) {
  test(promise, () => probe(database, alice, mallory))
}

test('each half of each policy is needed: when it is broken, a promise breaks', async () => {
  const { owner, superuser } = database.as
  const policies = await superuser.query<Policy>(
    `select policyname as name, tablename as table, qual, with_check as check from pg_policies
     where schemaname = 'public' and coalesce(qual, '') <> 'true' order by tablename, policyname`,
  )
  assert.ok(policies.length > 25)
  assert.ok(await doAllHold())
  const unnoticed: string[] = []
  for (const policy of policies) {
    for (const half of ['qual', 'check'] as const) {
      if (policy[half] === null) continue
      await owner.query(alterPolicy(policy, half, 'true'))
      if (await doAllHold()) unnoticed.push(`${policy.table}: ${half} of ${policy.name}`)
      await owner.query(alterPolicy(policy, half, policy[half]))
    }
  }
  assert.deepEqual(unnoticed, [])
  assert.ok(await doAllHold())
})

interface Policy {
  readonly name: string
  readonly table: string
  readonly qual: string | null
  readonly check: string | null
}

function alterPolicy({ name, table }: Policy, half: 'qual' | 'check', condition: string): string {
  return `alter policy ${name} on ${table} ${half === 'qual' ? 'using' : 'with check'} (${condition})`
}

async function doAllHold(): Promise<boolean> {
  for (const probe of Object.values(probes)) {
    try {
      await probe(database, alice, mallory)
    } catch {
      return false
    }
  }
  return true
}

test('every table forces row-level security and belongs to a role that nothing runs under', async () => {
  const tables = await database.as.superuser.query<{ name: string; owner: string; secured: boolean }>(
    `select relname as name, pg_get_userbyid(relowner) as owner,
       relrowsecurity and relforcerowsecurity as secured
     from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
       and relname <> 'migrations'`,
  )
  assert.equal(tables.length, 10)
  for (const table of tables) {
    assert.ok(table.secured, table.name)
    assert.match(table.owner, /_owner$/)
  }
})

test('no role of shared-data is strong, and the one that serves is nobody’s login and owns no table', async () => {
  const roles = await database.as.superuser.query(
    `select rolname, rolcanlogin, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as strong,
       exists (select from pg_class c where c.relowner = r.oid) as owns_relations
     from pg_roles r where rolname in ('shared_read', 'shared_write', 'shared_reader') order by rolname`,
  )
  const weak = { strong: false, owns_relations: false }
  assert.deepEqual(roles, [
    { rolname: 'shared_read', rolcanlogin: true, ...weak },
    { rolname: 'shared_reader', rolcanlogin: false, ...weak },
    { rolname: 'shared_write', rolcanlogin: true, ...weak },
  ])
  const { shared_read } = database.as
  await assert.rejects(shared_read.query('set role shared_reader'), { code: '42501' })
})

test('the reading role runs the two serving functions and touches no table', async () => {
  const { shared_read, superuser } = database.as
  for (const table of ['items', 'grants', 'read_tokens', 'served', 'field_keys', 'rosters', 'audit_outbox']) {
    await assert.rejects(shared_read.query(`select from ${table}`), { code: '42501' })
  }
  const definers = await superuser.query(
    `select proname, pg_get_userbyid(proowner) as owner, proconfig::text as settings,
       has_function_privilege('shared_read', oid, 'execute') as reads,
       has_function_privilege('shared_write', oid, 'execute') as writes
     from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by proname`,
  )
  const rights = {
    owner: 'shared_reader',
    settings: '{"search_path=public, pg_temp"}',
    reads: true,
    writes: false,
  }
  assert.deepEqual(definers, [
    { proname: 'serve_read', ...rights },
    { proname: 'serve_summary', ...rights },
  ])
  await assert.rejects(shared_read.query('create function public.mine() returns int return 1'), {
    code: '42501',
  })
})

test('a presented token does not outlive its statement on a pooled connection', async () => {
  const { shared_read } = database.as
  const tags = Array.from({ length: 4 }, () => Buffer.alloc(16))
  const ask = (tokenHash: string) =>
    shared_read.query(
      `select * from serve_read(decode($1, 'hex'), $2, gen_random_uuid(), 'hrv', 'hrv_sdnn', $3, 1, '2025-01', '2025-02')`,
      [tokenHash, alice.id, tags],
    )
  assert.equal((await ask(alice.tokenHash)).length, 2)
  const [setting] = await shared_read.query<{ token: string }>(
    "select coalesce(current_setting('nornos.token_hash', true), '') as token",
  )
  assert.equal(setting?.token, '')
  assert.equal((await ask('00'.repeat(32))).length, 0)
  assert.equal((await ask(mallory.tokenHash)).length, 0)
})

test('an ended grant stays ended and a key that is being destroyed seals nothing, for the owner as well', async () => {
  const { superuser } = database.as
  await assert.rejects(
    superuser.asActor({ id: null, type: 'anonymous' }, async (tx) => {
      await tx.query("update grants set ended_at = now(), ended_because = 'revoked' where patient_id = $1", [
        alice.id,
      ])
      await tx.query('update grants set ended_at = null, ended_because = null where patient_id = $1', [
        alice.id,
      ])
    }),
    { code: '23514' },
  )
  const { id, retiredKey } = alice
  await assert.rejects(
    superuser.query('update items set field = $2, key_id = $3 where patient_id = $1', [
      ...[id, retiredKey.field, retiredKey.keyId],
    ]),
    { code: '23514' },
  )
})

test('an item that is stored as it is, and not sealed, is refused', async () => {
  const { id, key } = alice
  const block = Buffer.concat([Buffer.from('NVB1'), Buffer.alloc(96)])
  await assert.rejects(
    database.as.shared_write.asActor({ id, type: 'patient' }, (tx) =>
      upsertItems(tx, id, [{ ...makeItem(key), size: block.length, body: block }]),
    ),
    { code: '23514', constraint: 'items_are_sealed' },
  )
})

test('every statement about patients names the patient, so that they can be spread by patient', async () => {
  const folder = new URL('../src/store/', import.meta.url)
  const ofPatients =
    /\b(roster_pins|rosters|revocations|grants|read_tokens|field_keys|items|served|audit_outbox)\b/
  let statements = 0
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('-store.ts'))) {
    const text = await readFile(new URL(file, folder), 'utf8')
    for (const [, , statement = ''] of text.matchAll(
      /(['"`])((?:select|insert|update|delete)\b[\s\S]*?)\1/g,
    )) {
      if (!ofPatients.test(statement)) continue
      statements++
      assert.match(statement, /patient_id|\$\{columns\}/, `${file}: ${statement}`)
    }
  }
  assert.ok(statements > 20)
})
