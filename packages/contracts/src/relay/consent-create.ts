/** A patient shares: one or several consents in one act, all or none. */
import { endpoint } from '@nornos/endpoint'
import { SignedConsent } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { ConsentView } from './consent-list.ts'

export const consentCreate = endpoint({
  operationId: 'consentCreate',
  method: 'POST',
  path: '/v1/consents',
  summary: 'Let a doctor or an agent read named fields, for a purpose, until a date.',
  credential: 'session',
  actors: ['patient'],
  request: {
    body: z.strictObject({
      consents: z.array(SignedConsent).check(z.minLength(1), z.maxLength(4)),
    }),
  },
  responses: { 201: z.strictObject({ consents: z.array(ConsentView).check(z.maxLength(4)) }) },
  problems: problems('consent-not-valid', 'consent-not-signed', 'consent-conflict', 'sharing-not-ready'),
  audit: 'consent.created',
})
