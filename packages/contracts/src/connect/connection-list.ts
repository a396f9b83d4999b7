/** Where a patient's data come from by themselves: vendors' clouds and record servers. */
import { endpoint } from '@nornos/endpoint'
import { FieldId, fieldIds, Instant } from '@nornos/health-model'
import * as z from 'zod/mini'

export const VendorId = z.enum(['garmin', 'fitbit', 'oura', 'whoop', 'withings', 'polar', 'dexcom', 'fhir'])
export type VendorId = z.output<typeof VendorId>

const name = z.string().check(z.minLength(1), z.maxLength(120))

/** Why the last look brought nothing. The words for each are the app's. */
export const ConnectionTrouble = z.enum([
  'vendor-unavailable',
  'vendor-refused',
  'vendor-limit',
  'answer-not-understood',
  'inbox-full',
  'inbox-refused',
  'inbox-unavailable',
  'key-unavailable',
  'no-vault',
])
export type ConnectionTrouble = z.output<typeof ConnectionTrouble>

export const serverUrlMax = 500
export const ServerUrl = z.string().check(z.minLength(8), z.maxLength(serverUrlMax))

export const Connection = z.strictObject({
  connectionId: z.uuid(),
  vendor: VendorId,
  name,
  /** Of a record server: with it the patient signs in there again. Null for vendors' clouds. */
  serverUrl: z.nullable(ServerUrl),
  /** `needs-sign-in`: the vendor no longer takes what it gave us. */
  state: z.enum(['connected', 'needs-sign-in']),
  /** Whether something is still to be fetched now. */
  isSyncing: z.boolean(),
  trouble: z.nullable(ConnectionTrouble),
  startedAt: Instant,
  /** When everything that was due had been fetched and delivered. */
  lastSuccessAt: z.nullable(Instant),
  nextSyncAt: z.nullable(Instant),
})
export type Connection = z.output<typeof Connection>

export const ConnectableVendor = z.strictObject({
  vendor: VendorId,
  name,
  /** What it measures, by the fields that a consent names. */
  brings: z.array(FieldId).check(z.maxLength(fieldIds.length)),
  /** False: whoever runs this installation has not registered it with the vendor. */
  isSetUp: z.boolean(),
})
export type ConnectableVendor = z.output<typeof ConnectableVendor>

export const connectionList = endpoint({
  operationId: 'connectionList',
  method: 'GET',
  path: '/v1/connections',
  summary: 'See where my data come from by themselves, and whether they do.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: {
    200: z.strictObject({
      vendors: z.array(ConnectableVendor).check(z.maxLength(40)),
      connections: z.array(Connection).check(z.maxLength(100)),
      /** Record servers that whoever runs this installation has registered with. */
      recordServers: z.array(z.strictObject({ name, serverUrl: ServerUrl })).check(z.maxLength(200)),
      /** Whether a patient may name another one. */
      takesOtherServers: z.boolean(),
    }),
  },
  problems: {},
})
