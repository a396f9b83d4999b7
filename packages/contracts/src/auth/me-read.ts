/** Who I am, as the account service knows me. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'

/** Identity only; nothing about health is known here. */
export const Account = z.strictObject({
  id: z.uuid(),
  name: z.string().check(z.maxLength(200)),
  email: z.string().check(z.maxLength(320)),
  actor: z.enum(['patient', 'doctor', 'front_desk', 'organization_admin', 'admin', 'auditor', 'helper']),
})
export type Account = z.output<typeof Account>

/** With the session that asks: a device notes it in its vault, so that another device can end it. */
export const Me = z.extend(Account, { sessionId: z.string().check(z.regex(/^[\w-]{8,128}$/)) })

export const meRead = endpoint({
  operationId: 'meRead',
  method: 'GET',
  path: '/v1/me',
  summary: 'Read my own account, and which session this is.',
  credential: 'session',
  actors: ['patient', 'doctor', 'front_desk', 'organization_admin', 'admin', 'auditor', 'helper'],
  request: {},
  responses: { 200: Me },
  problems: {},
})
