/** The device has what it wants of an item, or the patient wants none of it: it is deleted. */
import { empty, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'

export const inboxAcknowledge = endpoint({
  operationId: 'inboxAcknowledge',
  method: 'DELETE',
  path: '/v1/vaults/:vaultId/inbox/:itemId',
  summary: 'Take an item out of my inbox.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId, itemId: z.uuid() }) },
  responses: { 204: empty },
  problems: {},
})
