/** A vault out of a backup, for a patient who has none. */
import { bytes, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { Sha256Hex } from '../wire.ts'
import { backupBytesMax } from './backup-read.ts'

export const vaultRestore = endpoint({
  operationId: 'vaultRestore',
  method: 'POST',
  path: '/v1/vaults/:vaultId/restore',
  summary: 'Bring my vault back from a backup.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    /** `closure`: SHA-256 of the vault's closing word, which is forgotten: what is back is not closed. */
    query: z.strictObject({ closure: z.optional(Sha256Hex) }),
    body: bytes(backupBytesMax),
  },
  responses: {
    201: z.strictObject({ n: z.int(), head: Sha256Hex, objects: z.int(), blobs: z.int(), bytes: z.int() }),
  },
  problems: problems('vault-exists', 'backup-refused', 'storage-full'),
  audit: 'vault.restored',
})
