/** Whether a sender is heard, heard without a sign, or not heard. */
import { empty, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'

export const SenderRule = z.enum(['open', 'muted', 'blocked'])
export type SenderRule = z.output<typeof SenderRule>
export const SenderId = z.string().check(z.regex(/^[a-z0-9][a-z0-9:._-]{0,79}$/))

export const inboxSenderPut = endpoint({
  operationId: 'inboxSenderPut',
  method: 'PUT',
  path: '/v1/vaults/:vaultId/inbox-senders/:senderId',
  summary: 'Decide whether a sender may reach me.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId, senderId: SenderId }),
    body: z.strictObject({ rule: SenderRule }),
  },
  responses: { 204: empty },
  problems: {},
})
