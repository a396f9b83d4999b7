/** What waits in a patient's inbox. */
import { endpoint } from '@nornos/endpoint'
import { Instant, VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { Sha256Hex } from '../wire.ts'

export const InboxEntry = z.strictObject({
  itemId: z.uuid(),
  /** Whom relay attested as the sender: a grantee, an account, or a service of ours. */
  senderId: z.string().check(z.maxLength(80)),
  hash: Sha256Hex,
  size: z.int(),
  receivedAt: Instant,
  /** True when the patient asked not to be told of this sender. */
  isMuted: z.boolean(),
})
export type InboxEntry = z.output<typeof InboxEntry>

export const inboxList = endpoint({
  operationId: 'inboxList',
  method: 'GET',
  path: '/v1/vaults/:vaultId/inbox',
  summary: 'See what was sent to me.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId }) },
  responses: { 200: z.strictObject({ items: z.array(InboxEntry).check(z.maxLength(1_000)) }) },
  problems: {},
})
