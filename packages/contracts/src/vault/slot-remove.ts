/** An opener goes: the roster that no longer lists it. Two stay at least. */
import { empty, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { RosterEnvelope } from '../relay/roster-pin.ts'

export const slotRemove = endpoint({
  operationId: 'slotRemove',
  method: 'POST',
  path: '/v1/vaults/:vaultId/slots/:slotId/removal',
  summary: 'Remove one of my openers.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId, slotId: z.uuid() }),
    body: z.strictObject({ roster: RosterEnvelope }),
  },
  responses: { 204: empty },
  problems: problems('roster-refused', 'slot-refused'),
  audit: 'slot.removed',
})
