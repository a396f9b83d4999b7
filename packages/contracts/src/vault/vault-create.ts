/** The first commit of a vault, its roster and its openers, in one act. */
import { endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { RosterEnvelope } from '../relay/roster-pin.ts'
import { bytesText } from '../wire.ts'

/** An opener as its own device made it (specs/key-hierarchy.md); opaque here. */
export const SealedSlot = z.strictObject({ slotId: z.uuid(), body: bytesText(8_192) })

export const vaultCreate = endpoint({
  operationId: 'vaultCreate',
  method: 'POST',
  path: '/v1/vaults',
  summary: 'Create my vault.',
  credential: 'session',
  actors: ['patient'],
  request: {
    body: z.strictObject({
      vaultId: VaultId,
      roster: RosterEnvelope,
      /** The sealed keyring: the only object of the first commit. */
      keyring: bytesText(131_072),
      commit: bytesText(65_536),
      slots: z.array(SealedSlot).check(z.minLength(2), z.maxLength(20)),
    }),
  },
  responses: { 201: z.strictObject({ n: z.int() }) },
  problems: problems('vault-exists', 'roster-refused', 'commit-refused', 'slot-refused'),
  audit: 'device.added',
})
