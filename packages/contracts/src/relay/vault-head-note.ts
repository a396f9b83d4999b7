/** A patient's device says which head of the vault's chain it has seen, to a service that is not the vault. */
import { empty, endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { Sha256Hex } from '../wire.ts'

export const SeenHead = z.strictObject({
  n: z.int().check(z.gte(1), z.lte(2_147_483_647)),
  head: Sha256Hex,
})

export const vaultHeadNote = endpoint({
  operationId: 'vaultHeadNote',
  method: 'POST',
  path: '/v1/vault-heads',
  summary: 'Have it witnessed how far my vault has come.',
  credential: 'session',
  actors: ['patient'],
  request: {
    /** `isRestored`: the patient knows that the vault was put back from a backup; later heads are no longer witnessed. */
    body: z.extend(SeenHead, { isRestored: z.optional(z.boolean()) }),
  },
  responses: { 204: empty },
  problems: {},
})
