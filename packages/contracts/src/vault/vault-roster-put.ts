/** The next roster by itself: a device or a delegate more, another name. Openers come and go with their own calls. */
import { endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { RosterEnvelope, RosterPin } from '../relay/roster-pin.ts'

export const vaultRosterPut = endpoint({
  operationId: 'vaultRosterPut',
  method: 'PUT',
  path: '/v1/vaults/:vaultId/roster',
  summary: 'Make my signed list of devices known where my vault is kept.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId }), body: RosterEnvelope },
  responses: { 200: RosterPin },
  problems: problems('roster-refused'),
  audit: 'roster.changed',
})
