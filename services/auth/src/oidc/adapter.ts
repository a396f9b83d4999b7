/** The identity provider's storage. What may be used once is used once, also by six requests at the same moment. */
import type { Clock, Database } from '@nornos/service-kit'
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider'
import type { AuthKeys } from '../store/key-files.ts'
import {
  consumeRecord,
  deleteRecord,
  deleteRecordsOfGrant,
  findRecord,
  findRecordByUid,
  insertRecordOnce,
  upsertRecord,
} from '../store/oidc-record-store.ts'

export interface AdapterContext {
  readonly db: Database
  readonly keys: AuthKeys
  readonly clock: Clock
}

export function createAdapterFactory({ db, keys, clock }: AdapterContext): AdapterFactory {
  return (kind): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      const expiresAt = expiryOf(clock.now(), payload, expiresIn)
      if (kind !== 'ReplayDetection') return upsertRecord(db, keys.records, { kind, id }, payload, expiresAt)
      const first = await insertRecordOnce(db, keys.records, { kind, id }, payload, expiresAt)
      if (!first) throw new errors.InvalidGrant('DPoP proof JWT Replay detected')
    },
    find: async (id) => (await findRecord(db, keys.records, { kind, id })) ?? undefined,
    findByUid: async (uid) => (await findRecordByUid(db, keys.records, kind, uid)) ?? undefined,
    // Only the device flow has user codes, and it is switched off.
    findByUserCode: async () => undefined,
    consume: async (id) => {
      if (await consumeRecord(db, { kind, id }, clock.now())) return
      throw new errors.InvalidGrant('it was already used')
    },
    destroy: (id) => deleteRecord(db, { kind, id }),
    revokeByGrantId: (grantId) => deleteRecordsOfGrant(db, grantId),
  })
}

/** A record without an end of its own goes after a day. */
function expiryOf(now: Date, payload: AdapterPayload, expiresIn: number | undefined): Date {
  if (expiresIn !== undefined) return new Date(now.getTime() + expiresIn * 1_000)
  return payload.exp ? new Date(payload.exp * 1_000) : new Date(now.getTime() + 86_400_000)
}
