/** What relay has witnessed of a patient's vault: a new device compares before it trusts the vault's own word. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { SeenHead } from './vault-head-note.ts'

export const vaultHeadList = endpoint({
  operationId: 'vaultHeadList',
  method: 'GET',
  path: '/v1/vault-heads',
  summary: 'Read how far my vault had come when it was last witnessed.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 200: z.strictObject({ heads: z.array(SeenHead).check(z.maxLength(32)) }) },
  problems: {},
})
