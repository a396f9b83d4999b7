/** A sealed opener; without its words or its key it opens nothing. */
import { endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { SealedSlot } from './vault-create.ts'

export const slotRead = endpoint({
  operationId: 'slotRead',
  method: 'GET',
  path: '/v1/vaults/:vaultId/slots/:slotId',
  summary: 'Fetch one of my openers.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId, slotId: z.uuid() }) },
  responses: { 200: SealedSlot },
  problems: {},
})
