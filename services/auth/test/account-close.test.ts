/**
 * Goal: an account that its patient closed is gone: nobody can sign in to it, no row leads to the person, and the
 * address is free. It takes a sign-in of the last minutes.
 * Method: auth with a real database, over HTTP; time is moved by moving the process's clock; every table is searched.
 */
import assert from 'node:assert/strict'
import { after, before, mock, test } from 'node:test'
import { signIn } from '@nornos/platform/testing/sign-in'
import { Client } from 'pg'
import { type AuthFixture, startAuth } from './auth-fixture.ts'

let env: AuthFixture
before(async () => {
  env = await startAuth()
})
after(() => env[Symbol.asyncDispose]())

test('after closing, no session works, no row names the person, and the address can be used again', async () => {
  const person = await env.makePerson({ email: 'leaving@example.org', name: 'Kingfisher Lund' })
  const first = await signIn({ ...env.patientFlow, ...person, code: person.code() })
  const other = await signIn({ ...env.patientFlow, ...person, code: person.code(1) })
  assert.equal((await env.apiOf(first).accountClose({})).status, 204)
  for (const session of [first, other]) {
    assert.equal((await env.apiOf(session).meRead({})).status, 401)
    await assert.rejects(session.refresh())
  }
  const { audit_outbox: trail, ...kept } = await everyRow()
  for (const trace of [person.email, person.name, person.id])
    assert.equal(JSON.stringify(kept).includes(trace), false, trace)
  // The trail keeps the number, and nothing that says whose it was.
  for (const trace of [person.email, person.name]) assert.equal(JSON.stringify(trail).includes(trace), false)
  const again = await env.makePerson({ email: 'leaving@example.org' })
  assert.notEqual(again.id, person.id)
})

test('a sign-in of an hour ago is not enough, and nothing is changed by asking', async () => {
  const person = await env.makePerson()
  const signedIn = await signIn({ ...env.patientFlow, ...person, code: person.code() })
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 3_600_000 })
  try {
    const later = await signedIn.refresh()
    const reply = await env.apiOf(later).accountClose({})
    assert.partialDeepStrictEqual(reply, { status: 403, problem: 'sign-in-again' })
    assert.equal((await env.apiOf(later).meRead({})).status, 200)
  } finally {
    mock.timers.reset()
  }
})

test('a doctor has a membership that consents name, and does not close their account here', async () => {
  const doctor = await env.makePerson({ actor: 'doctor' })
  const signedIn = await signIn({ ...env.doctorFlow, ...doctor, code: doctor.code() })
  assert.equal((await env.apiOf(signedIn).accountClose({})).status, 403)
})

async function everyRow(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const client = new Client({ connectionString: env.config.database.url })
  await client.connect()
  try {
    await client.query("select set_config('nornos.actor_type', 'service', false)")
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'",
    )
    const all: Record<string, readonly unknown[]> = {}
    for (const { name } of tables) all[name] = (await client.query(`select * from "${name}"`)).rows
    return all
  } finally {
    await client.end()
  }
}
