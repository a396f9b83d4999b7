/** A new or renewed opener with the roster that lists it. */
import { empty, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { RosterEnvelope } from '../relay/roster-pin.ts'
import { SealedSlot } from './vault-create.ts'

export const slotPut = endpoint({
  operationId: 'slotPut',
  method: 'PUT',
  path: '/v1/vaults/:vaultId/slots/:slotId',
  summary: 'Add or renew one of my openers.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId, slotId: z.uuid() }),
    body: z.strictObject({ slot: SealedSlot, roster: RosterEnvelope }),
  },
  responses: { 204: empty },
  problems: problems('roster-refused', 'slot-refused'),
  audit: 'slot.added',
})
