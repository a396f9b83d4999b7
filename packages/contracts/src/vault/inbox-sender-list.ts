/** Who has sent something, or is muted or blocked. */
import { endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { SenderId, SenderRule } from './inbox-sender-put.ts'

export const inboxSenderList = endpoint({
  operationId: 'inboxSenderList',
  method: 'GET',
  path: '/v1/vaults/:vaultId/inbox-senders',
  summary: 'See who may reach me, and who may not.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId }) },
  responses: {
    200: z.strictObject({
      senders: z.array(z.strictObject({ senderId: SenderId, rule: SenderRule })).check(z.maxLength(10_000)),
    }),
  },
  problems: {},
})
