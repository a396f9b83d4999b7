/**
 * Something sealed to a patient. The credential is relay's attestation: `Authorization: Permit …` names the vault, the
 * sender and the SHA-256 of exactly these bytes, for some minutes. Whoever brings it can deliver nothing else.
 */
import { bytes, empty, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'

export const inboxItemBytesMax = 50 * 1024 * 1024

export const inboxPut = endpoint({
  operationId: 'inboxPut',
  method: 'POST',
  path: '/v1/vaults/:vaultId/inbox',
  summary: 'Send something sealed to a patient who lets me.',
  credential: 'none',
  actors: ['anonymous'],
  request: { params: z.strictObject({ vaultId: VaultId }), body: bytes(inboxItemBytesMax) },
  responses: { 201: empty },
  // Unknown vault, bad permit, blocked, too much today: all the same 404. To relay's own services, which bring what the
  // patient ordered, "full" is told apart from "not wanted": the one passes, of the other the patient must be told.
  problems: problems('inbox-full'),
  audit: 'inbox.delivered',
})
