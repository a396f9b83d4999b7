/** After the wait, and while the request lasts. Each time it is given out is in the trail and mailed. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { bytesOf } from '../wire.ts'

export const recoveryHalfTake = endpoint({
  operationId: 'recoveryHalfTake',
  method: 'POST',
  path: '/v1/recovery/half',
  summary: 'Fetch the half that I have asked for.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 200: z.strictObject({ slotId: z.uuid(), half: bytesOf(32) }) },
  problems: problems('recovery-early', 'recovery-not-asked'),
  audit: 'recovery.given',
})
