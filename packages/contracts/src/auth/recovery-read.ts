/** The halves that auth keeps for recovery contacts, and whether one of them is asked for. specs/key-hierarchy.md §12. */
import { endpoint } from '@nornos/endpoint'
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'

/** Somebody signed in to the account has asked for the half of this slot. */
export const RecoveryRequest = z.strictObject({
  slotId: z.uuid(),
  askedAt: Instant,
  /** Not given out before. */
  readyAt: Instant,
  /** The request lapses then. */
  until: Instant,
  /** When it was given out last. */
  givenAt: z.nullable(Instant),
})
export type RecoveryRequest = z.output<typeof RecoveryRequest>

/** As many halves as auth keeps for one person. */
export const recoveryHalvesMax = 8

export const recoveryRead = endpoint({
  operationId: 'recoveryRead',
  method: 'GET',
  path: '/v1/recovery',
  summary: 'See whether anybody has asked to open my vault with the help of my recovery contact.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: {
    200: z.strictObject({
      /** Slots whose half is here. */
      slotIds: z.array(z.uuid()).check(z.maxLength(recoveryHalvesMax)),
      request: z.nullable(RecoveryRequest),
    }),
  },
  problems: {},
})
