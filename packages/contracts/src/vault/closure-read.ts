/**
 * Whether a vault was closed by one of its own devices. Who asks needs no session, for the account may be gone; who does
 * not know the vault's name key cannot ask.
 */
import { endpoint } from '@nornos/endpoint'
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'
import { bytesOf, Sha256Hex } from '../wire.ts'

export const closureRead = endpoint({
  operationId: 'closureRead',
  method: 'GET',
  path: '/v1/closures/:closureId',
  summary: 'See whether my vault was closed on another device.',
  credential: 'none',
  actors: ['anonymous'],
  /** SHA-256 of the closing word. */
  request: { params: z.strictObject({ closureId: Sha256Hex }) },
  responses: { 200: z.strictObject({ word: bytesOf(16), closedAt: Instant }) },
  problems: {},
})
