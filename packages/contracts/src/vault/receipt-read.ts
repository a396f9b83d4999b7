/** The receipt of a vault that was closed, for a day: its answer may be lost on the way. */
import { endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { ClosureReceipt } from './vault-close.ts'

export const receiptRead = endpoint({
  operationId: 'receiptRead',
  method: 'GET',
  path: '/v1/vaults/:vaultId/closure',
  summary: 'See the receipt of my vault that was closed today.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId }) },
  responses: { 200: ClosureReceipt },
  problems: {},
})
