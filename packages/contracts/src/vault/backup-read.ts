/** The whole vault as one tar, still sealed (specs/vault-commit.md §6). */
import { bytes, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'

export const backupBytesMax = 2 ** 41

export const backupRead = endpoint({
  operationId: 'backupRead',
  method: 'GET',
  path: '/v1/vaults/:vaultId/backup',
  summary: 'Take a complete backup of my vault home.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId }) },
  responses: { 200: bytes(backupBytesMax) },
  problems: {},
})
