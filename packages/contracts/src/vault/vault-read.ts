/** The head of a vault and what is public about its openers. */
import { endpoint } from '@nornos/endpoint'
import { Instant, VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { RosterEnvelope } from '../relay/roster-pin.ts'
import { Sha256Hex } from '../wire.ts'

export const VaultHead = z.strictObject({
  vaultId: VaultId,
  n: z.int(),
  head: Sha256Hex,
  epoch: z.int(),
  roster: RosterEnvelope,
  quota: z.strictObject({ usedBytes: z.int(), maxBytes: z.int() }),
  slots: z
    .array(
      z.strictObject({ slotId: z.uuid(), kind: z.enum(['words', 'kit', 'device', 'passkey', 'contact']) }),
    )
    .check(z.maxLength(20)),
  /** Set when the vault came out of a backup: devices show it, and bring what they have newer than commit `n`. */
  restored: z.nullable(z.strictObject({ n: z.int(), at: Instant })),
})
export type VaultHead = z.output<typeof VaultHead>

export const vaultRead = endpoint({
  operationId: 'vaultRead',
  method: 'GET',
  path: '/v1/vaults/:vaultId',
  summary: 'See the state of my vault.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId }) },
  responses: { 200: VaultHead },
  problems: {},
})
