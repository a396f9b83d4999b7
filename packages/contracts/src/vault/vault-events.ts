/** New heads, and new items in the inbox, as they happen. */
import { endpoint, events } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { Sha256Hex } from '../wire.ts'

/** `inbox`: how many items wait, without those of muted senders. */
export const VaultEvent = z.strictObject({ n: z.int(), head: Sha256Hex, inbox: z.int() })

export const vaultEvents = endpoint({
  operationId: 'vaultEvents',
  method: 'GET',
  path: '/v1/vaults/:vaultId/events',
  summary: 'Learn at once when another of my devices has committed.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId }) },
  responses: { 200: events(VaultEvent) },
  problems: {},
})
