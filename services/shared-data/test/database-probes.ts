/**
 * What the database of shared-data promises, each promise as something to try: it throws when the promise is broken.
 * Nothing that is tried stays: every attempt is rolled back.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { Transaction } from '@nornos/service-kit'
import { insertKey } from '../src/store/field-key-store.ts'
import { insertGrant } from '../src/store/grant-store.ts'
import { upsertItems } from '../src/store/item-store.ts'
import {
  insertToken,
  type KeptPatient,
  keyOf,
  makeGrant,
  makeItem,
  nobody,
  patient,
  pinRoster,
  revocationOf,
  service,
  serviceFor,
  writeOutbox,
} from './kept-rows.ts'
import { makeTokenHash } from './shared-data-alone.ts'
import type { SharedDataDatabase } from './shared-data-database.ts'

export type Probe = (database: SharedDataDatabase, alice: KeptPatient, mallory: KeptPatient) => Promise<void>

const denied = { code: '42501' }
type Actor = Parameters<SharedDataDatabase['as']['shared_write']['asActor']>[0]

class RolledBack extends Error {}

/** As the writing role in the name of this actor; undone afterwards. */
async function as<Value>(
  database: SharedDataDatabase,
  actor: Actor,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  const done: { value?: Value } = {}
  await database.as.shared_write
    .asActor(actor, async (tx) => {
      done.value = await work(tx)
      throw new RolledBack()
    })
    .catch((cause: unknown) => {
      if (!(cause instanceof RolledBack)) throw cause
    })
  return done.value as Value
}

/** As the role that owns the serving functions, with this token presented; undone afterwards. */
async function asReader<Value>(
  database: SharedDataDatabase,
  tokenHash: string | null,
  work: (tx: Transaction) => Promise<Value>,
  before: (tx: Transaction) => Promise<unknown> = async () => undefined,
): Promise<Value> {
  const done: { value?: Value } = {}
  await database.as.superuser
    .asActor(nobody, async (tx) => {
      await before(tx)
      await tx.query('set local role shared_reader')
      await tx.query("select set_config('nornos.token_hash', $1, true)", [tokenHash ?? ''])
      done.value = await work(tx)
      throw new RolledBack()
    })
    .catch((cause: unknown) => {
      if (!(cause instanceof RolledBack)) throw cause
    })
  return done.value as Value
}

const count = async (tx: Transaction, table: string, patientId?: string): Promise<number> =>
  (
    await tx.query(
      `select from ${table} ${patientId ? 'where patient_id = $1' : ''}`,
      patientId ? [patientId] : [],
    )
  ).length

/** The patient sees their rows; somebody else, and nobody, sees none of them. */
function seenByPatient(table: string): Probe {
  return async (database, alice, mallory) => {
    assert.ok((await as(database, patient(alice.id), (tx) => count(tx, table))) > 0)
    for (const actor of [patient(mallory.id), nobody]) {
      assert.equal(await as(database, actor, (tx) => count(tx, table, alice.id)), 0)
    }
  }
}

/** What works for the patient is denied in the name of somebody else. */
function writtenByPatient(write: (tx: Transaction, alice: KeptPatient) => Promise<unknown>): Probe {
  return async (database, alice, mallory) => {
    await as(database, patient(alice.id), (tx) => write(tx, alice))
    for (const actor of [patient(mallory.id), nobody, service]) {
      await assert.rejects(
        as(database, actor, (tx) => write(tx, alice)),
        denied,
      )
    }
  }
}

/**
 * A statement that names no row, so that nothing but its own policy says which rows it reaches: for the patient it
 * reaches theirs, and in the name of somebody else it leaves them as they were.
 */
function changedByPatient(statement: string, unchanged: string): Probe {
  return async (database, alice, mallory) => {
    const left = (actor: Actor) =>
      as(database, actor, async (tx) => {
        await tx.query(statement)
        await become(tx, patient(alice.id))
        return (await tx.query(`select from ${unchanged} and patient_id = $1`, [alice.id])).length
      })
    const all = await as(
      database,
      patient(alice.id),
      async (tx) => (await tx.query(`select from ${unchanged} and patient_id = $1`, [alice.id])).length,
    )
    assert.ok(all > 0)
    assert.equal(await left(patient(alice.id)), 0)
    for (const actor of [patient(mallory.id), nobody]) assert.equal(await left(actor), all)
  }
}

/** Within the transaction, somebody else acts from now on. */
const become = (tx: Transaction, { id, type }: Actor) =>
  tx.query("select set_config('nornos.actor_id', $1, true), set_config('nornos.actor_type', $2, true)", [
    id ?? '',
    type,
  ])

const outcomeOf = (write: Promise<unknown>): Promise<'done' | string> =>
  write.then(
    () => 'done',
    (cause: unknown) => String(cause instanceof Error ? Reflect.get(cause, 'code') : cause),
  )

const endGrants = `update grants set ended_at = shared_now(), ended_because = 'revoked' where patient_id = $1`

export const probes: Readonly<Record<string, Probe>> = {
  'rosters are seen by their patient': seenByPatient('rosters'),
  'pinned keys are seen by their patient': seenByPatient('roster_pins'),
  'rosters are sent by their patient': async (database, alice, mallory) => {
    const again = (tx: Transaction) =>
      tx.query(
        `insert into rosters (patient_id, number, root_public_key, hash, roster)
         select $1, 2, $2, $2, $2`,
        [alice.id, randomBytes(32)],
      )
    // A row that the policy lets through fails on the pinned key instead.
    assert.equal(await outcomeOf(as(database, patient(alice.id), again)), '23503')
    assert.equal(await outcomeOf(as(database, patient(mallory.id), again)), '42501')
  },
  'a key is pinned by its patient': async (database, _alice, mallory) => {
    const fresh = crypto.randomUUID()
    const pin = (tx: Transaction) => pinRoster(tx, fresh, randomBytes(32))
    const pinOnly = (tx: Transaction) =>
      tx.query('insert into roster_pins values ($1, $2)', [fresh, randomBytes(32)])
    await as(database, patient(fresh), pin)
    await assert.rejects(as(database, patient(mallory.id), pinOnly), denied)
  },
  'revocations are seen by their patient': seenByPatient('revocations'),
  'revocations are kept for their patient': writtenByPatient((tx, alice) =>
    tx.query(`insert into revocations values ($1, $2, $3, 'x', shared_now())`, [
      alice.id,
      ...revocationOf(alice.id),
    ]),
  ),
  'grants are seen by their patient': seenByPatient('grants'),
  'jobs see no grant that is not due': async (database, alice) => {
    assert.equal(await as(database, service, (tx) => count(tx, 'grants', alice.id)), 0)
  },
  'grants are accepted by the service for the patient': async (database, alice, mallory) => {
    const give = (tx: Transaction) => insertGrant(tx, makeGrant(alice.id), new Date())
    await as(database, serviceFor(alice.id), give)
    for (const actor of [patient(alice.id), serviceFor(mallory.id), nobody]) {
      await assert.rejects(as(database, actor, give), denied)
    }
    const revived = (tx: Transaction) =>
      tx
        .query(`insert into revocations values ($1, $2, $3, 'x', shared_now())`, [
          alice.id,
          ...revocationOf(alice.id, 'f0000000-0000-4000-8000-000000000000'),
        ])
        .then(() =>
          insertGrant(
            tx,
            makeGrant(alice.id, { consent_id: 'f0000000-0000-4000-8000-000000000000' }),
            new Date(),
          ),
        )
    await assert.rejects(as(database, serviceFor(alice.id), revived), denied)
  },
  'grants are ended for their patient': changedByPatient(
    `update grants set ended_at = shared_now(), ended_because = 'revoked'`,
    'grants where ended_at is null',
  ),
  'a grant that is changed is ended': async (database, alice) => {
    const undo = (tx: Transaction) =>
      tx.query('update grants set ended_at = null, ended_because = null where patient_id = $1', [alice.id])
    await assert.rejects(as(database, patient(alice.id), undo), denied)
  },
  'a token is seen by whoever presents it': async (database, { tokenHash }, mallory) => {
    const seen = (hash: string | null) => asReader(database, hash, (tx) => count(tx, 'read_tokens'))
    assert.equal(await seen(tokenHash), 1)
    assert.equal(await seen(mallory.tokenHash), 1)
    assert.equal(await seen(makeTokenHash()), 0)
    assert.equal(await seen(null), 0)
    const over = await asReader(
      database,
      tokenHash,
      (tx) => count(tx, 'read_tokens'),
      (tx) => tx.query("update read_tokens set expires_at = now() - interval '1 second'"),
    )
    assert.equal(over, 0)
  },
  'with a token one sees the live grant that it stands on': async (database, { tokenHash, id }) => {
    const seen = (hash: string | null, before?: (tx: Transaction) => Promise<unknown>) =>
      asReader(database, hash, (tx) => count(tx, 'grants'), before)
    assert.equal(await seen(tokenHash), 1)
    assert.equal(await seen(null), 0)
    assert.equal(await seen(tokenHash, (tx) => tx.query(endGrants, [id])), 0)
    assert.equal(await seen(tokenHash, (tx) => tx.query("update clock_marks set noted_at = 'infinity'")), 0)
  },
  'with a token one sees the items of fields that a live grant covers': async (database, alice) => {
    const fields = (hash: string | null, before?: (tx: Transaction) => Promise<unknown>) =>
      asReader(database, hash, (tx) => tx.query('select field from items'), before)
    assert.deepEqual(await fields(alice.tokenHash), [{ field: 'hrv' }])
    assert.deepEqual(await fields(null), [])
    assert.deepEqual(await fields(makeTokenHash()), [])
    assert.deepEqual(await fields(alice.tokenHash, (tx) => tx.query(endGrants, [alice.id])), [])
  },
  'a token is registered by the service, within its live grant': async (database, alice, mallory) => {
    const until = (minutes: number) => (tx: Transaction) =>
      insertToken(tx, alice.grant, makeTokenHash(), minutes)
    await as(database, serviceFor(alice.id), until(5))
    for (const actor of [patient(alice.id), serviceFor(mallory.id), nobody]) {
      await assert.rejects(as(database, actor, until(5)), denied)
    }
    const beyond = (tx: Transaction) =>
      tx.query(
        `insert into read_tokens
         select $2, patient_id, consent_id, version, null, null, 'k', valid_until, valid_until + interval '1 second'
         from grants where patient_id = $1 and consent_id = $3`,
        [alice.id, randomBytes(32), alice.grant.record.consent_id],
      )
    await assert.rejects(as(database, serviceFor(alice.id), beyond), denied)
    const afterEnd = async (tx: Transaction) => {
      await tx.query(endGrants, [alice.id])
      await until(5)(tx)
    }
    await assert.rejects(as(database, serviceFor(alice.id), afterEnd), denied)
  },
  'tokens that are still good are seen by nobody': async (database, alice) => {
    for (const actor of [service, serviceFor(alice.id), patient(alice.id)]) {
      const seen = await as(database, actor, (tx) => tx.query('select patient_id from read_tokens'))
      assert.equal(seen.length, 0)
    }
  },
  'tokens that are still good are forgotten by nobody': async (database, alice) => {
    const again = (actor: Actor) =>
      as(database, actor, async (tx) => {
        await tx.query('delete from read_tokens')
        await become(tx, serviceFor(alice.id))
        // It can only be there twice when the first one has gone.
        await tx.query(
          `insert into read_tokens
           values (decode($1, 'hex'), $2, $3, 1, null, null, 'k', now(), now() + interval '1 minute')`,
          [alice.tokenHash, alice.id, alice.grant.record.consent_id],
        )
      })
    for (const actor of [service, serviceFor(alice.id)]) {
      assert.equal(await outcomeOf(again(actor)), '23505')
    }
  },
  'keys are seen by their patient': seenByPatient('field_keys'),
  'jobs see only keys that are to be destroyed': async (database, { retiredKey, id }) => {
    const seen = await as(database, service, (tx) =>
      tx.query('select key_id from field_keys where patient_id = $1', [id]),
    )
    assert.deepEqual(seen, [{ key_id: retiredKey.keyId }])
  },
  'keys are made for their patient': writtenByPatient((tx, { id }) => insertKey(tx, keyOf(id, 'glucose'))),
  'no key is made retired': async (database, { id }) => {
    const make = (tx: Transaction) =>
      tx.query(`insert into field_keys values ($1, 'glucose', gen_random_uuid(), now(), now())`, [id])
    await assert.rejects(as(database, patient(id), make), denied)
  },
  'keys are retired for their patient': changedByPatient(
    'update field_keys set retired_at = shared_now()',
    'field_keys where retired_at is null',
  ),
  'a retired key stays retired': async (database, { id }) => {
    const touched = await as(database, patient(id), (tx) =>
      tx.query(
        `update field_keys set retired_at = shared_now()
         where patient_id = $1 and field = 'activity' returning patient_id`,
        [id],
      ),
    )
    assert.equal(touched.length, 0)
    const revive = (tx: Transaction) =>
      tx.query('update field_keys set retired_at = null where patient_id = $1', [id])
    await assert.rejects(as(database, patient(id), revive), denied)
  },
  'only retired keys are forgotten, for their patient': async (database, alice, mallory) => {
    const forget = (tx: Transaction) =>
      tx.query('delete from field_keys where patient_id = $1 returning field', [alice.id])
    assert.deepEqual(await as(database, patient(alice.id), forget), [{ field: 'activity' }])
    assert.deepEqual(await as(database, patient(mallory.id), forget), [])
    assert.deepEqual(await as(database, service, forget), [])
  },
  'items are seen by the writer of their patient': seenByPatient('items'),
  'items are published for their patient': async (database, alice, mallory) => {
    await as(database, patient(alice.id), (tx) => upsertItems(tx, alice.id, [makeItem(alice.key)]))
    const write = (tx: Transaction) =>
      tx.query(
        `insert into items values ($1, 'hrv', $2, 1, 'block', $2, null, 1, $3, 'NVB1'::bytea || $4::bytea)`,
        [alice.id, randomBytes(16), alice.key.keyId, randomBytes(100)],
      )
    await as(database, patient(alice.id), write)
    for (const actor of [patient(mallory.id), nobody]) {
      await assert.rejects(as(database, actor, write), denied)
    }
  },
  'items are replaced for their patient': changedByPatient(
    'update items set version = 7',
    'items where version = 1',
  ),
  'an item is not given to somebody else': async (database, alice, mallory) => {
    const give = (tx: Transaction) =>
      tx.query('update items set patient_id = $1, field = $2, key_id = $3', [
        ...[mallory.id, mallory.key.field, mallory.key.keyId],
      ])
    await assert.rejects(as(database, patient(alice.id), give), denied)
  },
  'items are taken back for their patient': changedByPatient('delete from items', 'items where true'),
  'what is handed out is noted for the patient of the token': async (database, alice, mallory) => {
    const note = (id: string) => (tx: Transaction) =>
      tx.query(`insert into served values ($1, gen_random_uuid(), now(), 'hrv', 1, 1)`, [id])
    await asReader(database, alice.tokenHash, note(alice.id))
    await assert.rejects(asReader(database, alice.tokenHash, note(mallory.id)), denied)
    await assert.rejects(asReader(database, null, note(alice.id)), denied)
  },
  'what was handed out is seen by its patient': async (database, alice, mallory) => {
    const { shared_read } = database.as
    const event = crypto.randomUUID()
    const tags = Array.from({ length: 4 }, () => Buffer.alloc(16))
    await shared_read.query(
      `select * from serve_read(decode($1, 'hex'), $2, $3, 'hrv', 'hrv_sdnn', $4, 1, '2025-01', '2025-02')`,
      [alice.tokenHash, alice.id, event, tags],
    )
    await seenByPatient('served')(database, alice, mallory)
  },
  'the clock mark is raised by the service': async (database, alice) => {
    const raise = (tx: Transaction) =>
      tx.query('update clock_marks set noted_at = clock_timestamp() returning noted_at')
    assert.equal((await as(database, service, raise)).length, 1)
    assert.equal((await as(database, patient(alice.id), raise)).length, 0)
  },
  'the outbox is written for the patient': writtenByPatient((tx, { id }) => writeOutbox(tx, id)),
  'the outbox is seen and emptied by jobs': async (database, alice) => {
    const leftBy = (actor: Actor) =>
      as(database, actor, async (tx) => {
        await tx.query('delete from audit_outbox')
        await become(tx, service)
        return count(tx, 'audit_outbox')
      })
    assert.ok((await as(database, service, (tx) => count(tx, 'audit_outbox'))) > 0)
    assert.equal(await leftBy(service), 0)
    for (const actor of [patient(alice.id), nobody]) {
      assert.equal(await as(database, actor, (tx) => count(tx, 'audit_outbox')), 0)
      assert.ok((await leftBy(actor)) > 0)
    }
  },
}
