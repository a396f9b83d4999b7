/**
 * Goal: what a notice asks for is fetched soon, at whatever moment of somebody's work it comes.
 * Method: the statements of a worker and of a notice on a real database, in the orders in which they can meet.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import { present } from '@nornos/std'
import {
  hurryConnection,
  insertConnection,
  listConnections,
  releaseConnection,
  takeDueConnection,
} from '../../src/connect/store/connection-store.ts'
import { askForFetches } from '../../src/connect/store/fetch-store.ts'
import { openRelayDatabase, type RelayDatabase } from '../relay-database.ts'

const now = new Date('2027-03-01T08:00:00Z')
const later = new Date('2027-03-01T09:00:00Z')
const worked = { state: 'connected', trouble: null, failures: 0, nextAt: later, succeededAt: now } as const
const stretch = { from: new Date('2027-02-28T00:00:00Z'), until: now }

let relay: RelayDatabase
before(async () => {
  relay = await openRelayDatabase()
})
after(() => relay[Symbol.asyncDispose]())

test('a connection that was worked on is due when it is next asked, and not before', async () => {
  const work = await begin()
  await work.release()
  assert.deepEqual(await work.nextAt(), later)
})

test('a notice between the last look of the work and its end makes the connection due at once', async () => {
  const work = await begin()
  await work.notice()
  await work.release()
  assert.deepEqual(await work.nextAt(), now)
  assert.equal((await work.take())?.connectionId, work.connectionId)
})

test('a notice that is still being written while the work ends makes it due too', async () => {
  const work = await begin()
  const over = Promise.withResolvers<string>()
  let released = Promise.resolve()
  await work.notice(async () => {
    released = work.release().then(() => over.resolve('over'))
    // The end waits for the notice: it cannot be over before this transaction is.
    assert.equal(await Promise.race([over.promise, work.isWaiting()]), 'waits')
  })
  await released
  assert.equal((await work.take())?.connectionId, work.connectionId)
})

test('what waits for a vendor that asked us to is not due for a notice', async () => {
  const work = await begin()
  await work.notice()
  await work.release({ ...worked, trouble: 'vendor-limit', failures: 1, succeededAt: null })
  assert.deepEqual(await work.nextAt(), later)
})

/** A connection that one worker has taken. */
async function begin() {
  const [patientId, connectionId, workerId] = [PatientId.parse(randomUUID()), randomUUID(), randomUUID()]
  const actor = { type: 'service', id: patientId } as const
  const as = <Value>(work: (tx: Transaction) => Promise<Value>) => relay.as.connect_app.asActor(actor, work)
  const take = () =>
    relay.as.connect_app.asActor({ type: 'service', id: null }, (tx) =>
      takeDueConnection(tx, workerId, now, new Date(now.getTime() + 120_000)),
    )
  await as((tx) =>
    insertConnection(tx, {
      ...{ connectionId, patientId, vendor: 'oura', name: 'Oura', serverUrl: null, now },
      ...{ accountMark: null, wrappedKey: new Uint8Array(32), secrets: new Uint8Array(32) },
    }),
  )
  assert.equal((await take())?.connectionId, connectionId)
  return {
    connectionId,
    take,
    release: (done: Parameters<typeof releaseConnection>[3] = worked) =>
      as((tx) => releaseConnection(tx, connectionId, workerId, done)),
    /** `meanwhile` happens when all is written and nothing is committed. */
    notice: (meanwhile: () => Promise<void> = async () => undefined) =>
      as(async (tx) => {
        await askForFetches(
          tx,
          [{ connectionId, patientId, collection: 'sleep', stretch, object: null }],
          now,
        )
        await hurryConnection(tx, patientId, connectionId, now)
        await meanwhile()
      }),
    async nextAt() {
      const rows = await as((tx) => listConnections(tx, patientId, now))
      return present(rows[0], 'it is listed').nextAt
    },
    /** Resolves once somebody waits for a row that another transaction holds. */
    async isWaiting() {
      for (;;) {
        const [row] = await relay.as.superuser.query<{ count: number }>(
          "select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        )
        if (row !== undefined && row.count > 0) return 'waits'
      }
    },
  }
}
