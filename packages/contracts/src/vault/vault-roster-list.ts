/** Every roster that there was: a commit names the one under which it was made. */
import { endpoint, lines } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { bytesText, wholeNumber } from '../wire.ts'

export const vaultRosterList = endpoint({
  operationId: 'vaultRosterList',
  method: 'GET',
  path: '/v1/vaults/:vaultId/rosters',
  summary: 'Fetch the lists of devices after the one I know.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    query: z.strictObject({ after: wholeNumber(0, 2_147_483_647) }),
  },
  responses: { 200: lines(z.strictObject({ number: z.int(), roster: bytesText(65_536) })) },
  problems: {},
})
