/** The wait begins. Asked again for the same slot, it stays the same request. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { RecoveryRequest } from './recovery-read.ts'

export const recoveryAsk = endpoint({
  operationId: 'recoveryAsk',
  method: 'POST',
  path: '/v1/recovery',
  summary: 'Ask to open my vault with the help of my recovery contact.',
  credential: 'session',
  actors: ['patient'],
  request: { body: z.strictObject({ slotId: z.uuid() }) },
  responses: { 200: RecoveryRequest },
  problems: problems('recovery-waiting'),
  audit: 'recovery.asked',
})
