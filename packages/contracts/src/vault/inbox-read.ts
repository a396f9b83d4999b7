/** One sealed item, as it arrived. */
import { bytes, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { inboxItemBytesMax } from './inbox-put.ts'

export const inboxRead = endpoint({
  operationId: 'inboxRead',
  method: 'GET',
  path: '/v1/vaults/:vaultId/inbox/:itemId',
  summary: 'Fetch something that was sent to me.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId, itemId: z.uuid() }) },
  responses: { 200: bytes(inboxItemBytesMax) },
  problems: {},
})
