/** The end of a vault: openers, state and blobs are destroyed, and this service signs that it did. */
import { endpoint } from '@nornos/endpoint'
import { Instant, VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { bytesOf, Sha256Hex } from '../wire.ts'

/** What was destroyed. `signature`: Ed25519 by the vault service over utf8("nornos/closure/1") ‖ 00 ‖ canonical JSON of the rest. */
export const ClosureReceipt = z.strictObject({
  vaultId: VaultId,
  n: z.int(),
  head: Sha256Hex,
  slots: z.int(),
  blobs: z.int(),
  bytes: z.int(),
  closedAt: Instant,
  signature: bytesOf(64),
})
export type ClosureReceipt = z.output<typeof ClosureReceipt>

export const vaultClose = endpoint({
  operationId: 'vaultClose',
  method: 'POST',
  path: '/v1/vaults/:vaultId/closure',
  summary: 'Destroy my vault for good.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    /** The head that the patient has seen: nobody destroys what came in meanwhile. */
    body: z.strictObject({
      head: Sha256Hex,
      /** The closing word of the vault: `specs/vault-commit.md` §8. */
      word: bytesOf(16),
    }),
  },
  responses: { 200: ClosureReceipt },
  problems: problems('commit-conflict', 'sign-in-again'),
  audit: 'vault.closed',
})
