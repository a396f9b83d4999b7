/** A new epoch: every opener that stays, the roster, the keyring and the commit that moves it, all or nothing. */
import { endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { RosterEnvelope } from '../relay/roster-pin.ts'
import { bytesText, Sha256Hex } from '../wire.ts'
import { SealedSlot } from './vault-create.ts'

export const vaultRotate = endpoint({
  operationId: 'vaultRotate',
  method: 'POST',
  path: '/v1/vaults/:vaultId/rotate',
  summary: 'Renew the keys of my vault, and leave out what I have removed.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    body: z.strictObject({
      roster: RosterEnvelope,
      /** The only object of the commit. */
      keyring: bytesText(131_072),
      commit: bytesText(65_536),
      slots: z.array(SealedSlot).check(z.minLength(2), z.maxLength(20)),
    }),
  },
  responses: { 201: z.strictObject({ n: z.int(), head: Sha256Hex, epoch: z.int() }) },
  problems: problems(
    'commit-conflict',
    'epoch-stale',
    'commit-refused',
    'roster-refused',
    'slot-refused',
    'storage-full',
  ),
  audit: 'device.removed',
})
