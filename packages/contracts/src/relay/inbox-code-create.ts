/** A one-time code that lets one doctor send one thing, without any share. */
import { endpoint } from '@nornos/endpoint'
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { InboxCode } from './inbox-permit-issue.ts'

export const inboxCodeCreate = endpoint({
  operationId: 'inboxCodeCreate',
  method: 'POST',
  path: '/v1/inbox-codes',
  summary: 'Make a code that lets one doctor send me one thing.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 201: z.strictObject({ code: InboxCode, expiresAt: Instant }) },
  problems: problems('too-many-codes', 'inbox-not-ready'),
})
