/**
 * Goal: auth's half of a recovery contact leaves three days after its person was told, to that person alone, and never
 * after it was stopped or forgotten; whoever may not have it learns nothing.
 * Method: auth with a real database, over HTTP. Time is the database's: a test moves a request into the past, as the
 * owner of the table, which no code of auth is.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { createAuth } from '@nornos/auth'
import { signIn } from '@nornos/platform/testing/sign-in'
import { Client } from 'pg'
import { type AuthFixture, eventually, type Person, startAuth } from './auth-fixture.ts'

let env: AuthFixture
before(async () => {
  env = await startAuth()
})
after(() => env[Symbol.asyncDispose]())

type Api = ReturnType<AuthFixture['apiOf']>

const newHalf = () => randomBytes(32).toString('base64url')

/** A person who has left a half, signed in twice: on the device that has the vault, and on one that wants in. */
async function makePatient() {
  const person = await env.makePerson()
  const own = env.apiOf(await signIn({ ...env.patientFlow, ...person, code: person.code() }))
  const other = env.apiOf(await signIn({ ...env.patientFlow, ...person, code: person.code(1) }))
  const slotId = crypto.randomUUID()
  const half = newHalf()
  assert.equal((await own.recoveryHalfPut({ params: { slotId }, body: { half } })).status, 204)
  return { person, own, other, slotId, half }
}

async function ask(api: Api, slotId: string) {
  const { body } = await api.recoveryAsk({ body: { slotId } })
  assert.ok(body)
  return body
}

const requestOf = async (api: Api) => (await api.recoveryRead({})).body?.request ?? null

test('a half is given out after three days and not before, to whichever session asks, for seven days', async () => {
  const { half, other, own, person, slotId } = await makePatient()
  assert.deepEqual((await own.recoveryRead({})).body, { slotIds: [slotId], request: null })
  assert.partialDeepStrictEqual(await other.recoveryHalfTake({}), {
    status: 409,
    problem: 'recovery-not-asked',
  })
  const asked = await ask(other, slotId)
  assert.equal(Date.parse(asked.readyAt) - Date.parse(asked.askedAt), 72 * 3_600_000)
  assert.equal(Date.parse(asked.until) - Date.parse(asked.readyAt), 7 * 24 * 3_600_000)
  assert.deepEqual(await requestOf(own), asked)
  assert.deepEqual(await ask(other, slotId), asked)
  await passHours(person, 71.99)
  assert.partialDeepStrictEqual(await other.recoveryHalfTake({}), { status: 409, problem: 'recovery-early' })
  await passHours(person, 0.02)
  assert.deepEqual((await other.recoveryHalfTake({})).body, { slotId, half })
  assert.notEqual((await requestOf(own))?.givenAt, null)
  await passHours(person, 7 * 24)
  assert.partialDeepStrictEqual(await other.recoveryHalfTake({}), {
    status: 409,
    problem: 'recovery-not-asked',
  })
  assert.equal(await requestOf(own), null)
  assert.equal((await ask(other, slotId)).givenAt, null)
  assert.partialDeepStrictEqual(await other.recoveryHalfTake({}), { problem: 'recovery-early' })
})

test('whoever asks too early is told when', async () => {
  const { other, slotId } = await makePatient()
  const { readyAt } = await ask(other, slotId)
  assert.partialDeepStrictEqual(await other.recoveryHalfTake({}), { facts: { readyAt } })
})

test('any session stops it, and it begins from the start', async () => {
  const { other, own, person, slotId } = await makePatient()
  await ask(other, slotId)
  await passHours(person, 80)
  assert.equal((await own.recoveryStop({})).status, 204)
  assert.equal((await own.recoveryStop({})).status, 204)
  assert.partialDeepStrictEqual(await other.recoveryHalfTake({}), { problem: 'recovery-not-asked' })
  await ask(other, slotId)
  assert.partialDeepStrictEqual(await other.recoveryHalfTake({}), { problem: 'recovery-early' })
})

test('another patient finds no half and no request, and a doctor is turned away', async () => {
  const { other, own, person, slotId } = await makePatient()
  const stranger = await makePatient()
  assert.partialDeepStrictEqual(await stranger.own.recoveryAsk({ body: { slotId } }), { status: 404 })
  await ask(other, slotId)
  await passHours(person, 73)
  assert.partialDeepStrictEqual(await stranger.own.recoveryHalfTake({}), { problem: 'recovery-not-asked' })
  assert.equal(await requestOf(stranger.own), null)
  await stranger.own.recoveryStop({})
  await stranger.own.recoveryHalfRemove({ params: { slotId } })
  await stranger.own.recoveryHalfPut({ params: { slotId }, body: { half: newHalf() } })
  assert.deepEqual((await own.recoveryRead({})).body?.slotIds, [slotId])
  assert.equal((await other.recoveryHalfTake({})).status, 200)
  const doctor = await env.makePerson({ actor: 'doctor' })
  const api = env.apiOf(await signIn({ ...env.doctorFlow, ...doctor, code: doctor.code() }))
  assert.equal((await api.recoveryHalfTake({})).status, 403)
})

test('while one waits, its half stays as it is and no other one is asked for', async () => {
  const { half, other, own, person, slotId } = await makePatient()
  const second = crypto.randomUUID()
  await own.recoveryHalfPut({ params: { slotId: second }, body: { half: newHalf() } })
  await ask(other, slotId)
  const put = await own.recoveryHalfPut({ params: { slotId }, body: { half: newHalf() } })
  assert.partialDeepStrictEqual(put, { status: 409, problem: 'recovery-waiting' })
  assert.partialDeepStrictEqual(await other.recoveryAsk({ body: { slotId: second } }), {
    status: 409,
    problem: 'recovery-waiting',
  })
  await passHours(person, 73)
  assert.deepEqual((await other.recoveryHalfTake({})).body, { slotId, half })
})

test('a half that is sent again takes the place of the first; a ninth is refused', async () => {
  const { other, own, person, slotId } = await makePatient()
  const half = newHalf()
  assert.equal((await own.recoveryHalfPut({ params: { slotId }, body: { half } })).status, 204)
  const put = () => own.recoveryHalfPut({ params: { slotId: crypto.randomUUID() }, body: { half } })
  for (let count = 2; count <= 8; count++) assert.equal((await put()).status, 204)
  assert.partialDeepStrictEqual(await put(), { status: 409, problem: 'too-many-halves' })
  await ask(other, slotId)
  await passHours(person, 73)
  assert.equal((await other.recoveryHalfTake({})).body?.half, half)
})

test('a half that is removed is given to nobody, and whoever waits for it is told', async () => {
  const { other, own, person, slotId } = await makePatient()
  await ask(other, slotId)
  await passHours(person, 73)
  assert.equal((await own.recoveryHalfRemove({ params: { slotId } })).status, 204)
  assert.equal((await own.recoveryHalfRemove({ params: { slotId } })).status, 204)
  assert.partialDeepStrictEqual(await other.recoveryHalfTake({}), { problem: 'recovery-not-asked' })
  assert.partialDeepStrictEqual(await other.recoveryAsk({ body: { slotId } }), { status: 404 })
  assert.match((await env.mailTo(person.email)).subject, /was stopped/)
})

test('asking is bounded by the day', async () => {
  const { other, slotId } = await makePatient()
  for (let count = 1; count <= 4; count++) {
    await ask(other, slotId)
    await other.recoveryStop({})
  }
  const reply = await other.recoveryAsk({ body: { slotId } })
  assert.partialDeepStrictEqual(reply, { status: 429, problem: 'too-many-requests' })
})

test('asking, stopping and giving are in the trail and mailed; the wait is mailed once a day', async () => {
  const { other, own, person, slotId } = await makePatient()
  await ask(other, slotId)
  assert.equal((await subjectsTo(person)).length, 1)
  // The job runs when auth starts: after a day, after two, and after three, when the wait is over.
  for (const mails of [2, 3, 3]) {
    await passHours(person, 24.1)
    await env.restart()
    await eventually(async () => (await subjectsTo(person)).length >= mails)
  }
  await other.recoveryHalfTake({})
  await own.recoveryStop({})
  const asked = 'Somebody asked to open your Nornos vault'
  assert.deepEqual(await subjectsTo(person), [
    asked,
    asked,
    asked,
    'Your Nornos vault is being opened with the help of your recovery contact',
    'Opening your Nornos vault was stopped',
  ])
  const actions = () =>
    env.delivered
      .flatMap((sent) => (sent as { readonly events: readonly Sent[] }).events)
      .filter(({ patientId }) => patientId === person.id)
      .map(({ action }) => action)
  await eventually(() => actions().includes('recovery.stopped'))
  assert.deepEqual(
    actions().filter((action) => action.startsWith('recovery.')),
    ['recovery.asked', 'recovery.given', 'recovery.stopped'],
  )
})

test('the database shows the half to nobody before its time, and to no patient ever', async () => {
  const { half, other, person, slotId } = await makePatient()
  const halves = (actor: string) =>
    asApp(actor, person.id, 'select half_sealed from recovery_halves where account_id = $1', [person.id])
  assert.equal((await halves('service')).rowCount, 0)
  await ask(other, slotId)
  assert.equal((await halves('service')).rowCount, 0)
  const hurry = asApp('service', person.id, 'update recovery_requests set ready_at = asked_at where true', [])
  await assert.rejects(hurry, { code: '42501' })
  await passHours(person, 73)
  assert.equal((await halves('patient')).rowCount, 0)
  const { rows } = await halves('service')
  assert.equal(rows.length, 1)
  assert.equal(rows[0].half_sealed.includes(Buffer.from(half, 'base64url')), false)
  const others = await asApp('patient', crypto.randomUUID(), 'select 1 from recovery_requests', [])
  assert.equal(others.rowCount, 0)
})

test('closing the account takes the halves and what waits along', async () => {
  const { other, own, person, slotId } = await makePatient()
  await ask(other, slotId)
  assert.equal((await own.accountClose({})).status, 204)
  for (const table of ['recovery_slots', 'recovery_requests']) {
    const left = await asApp('service', null, `select 1 from ${table} where account_id = $1`, [person.id])
    assert.equal(left.rowCount, 0)
  }
})

test('auth does not start with a wait of less than three days where others come in', async () => {
  const config = { ...env.config, publicUrl: 'https://nornos.example.org', recoveryWaitHours: 71 }
  await assert.rejects(createAuth(config), { name: 'ConfigError' })
})

interface Sent {
  readonly patientId: string
  readonly action: string
}

/** Subjects of what was mailed to this person, oldest first; mails about their browsers aside. */
async function subjectsTo({ email }: Person): Promise<readonly string[]> {
  const { mail } = env.config
  const folder = mail.kind === 'outbox' ? mail.folder : ''
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const mails: { readonly to: string; readonly subject: string }[] = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8'))),
  )
  return mails
    .filter(({ to, subject }) => to === email && /vault/.test(subject))
    .map(({ subject }) => subject)
}

/** As if so many hours had passed since this person's request. Row-level security is put aside for the owner alone. */
async function passHours({ id }: Person, hours: number): Promise<void> {
  await withClient(env.config.database.ownerUrl, async (client) => {
    await client.query('begin')
    await client.query('alter table recovery_requests no force row level security')
    const by = `interval '1 hour' * $2::float8`
    await client.query(
      `update recovery_requests set asked_at = asked_at - ${by}, ready_at = ready_at - ${by},
         until = until - ${by}, given_at = given_at - ${by} where account_id = $1`,
      [id, hours],
    )
    await client.query('alter table recovery_requests force row level security')
    await client.query('commit')
  })
}

/** One statement as the role of the service, for an actor. */
function asApp(actor: string, id: string | null, text: string, values: readonly unknown[]) {
  return withClient(env.config.database.url, async (client) => {
    await client.query(
      "select set_config('nornos.actor_type', $1, false), set_config('nornos.actor_id', $2, false)",
      [actor, id ?? ''],
    )
    return client.query(text, [...values])
  })
}

async function withClient<Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
