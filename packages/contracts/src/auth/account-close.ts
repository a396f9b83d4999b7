/** The end of a patient's account. What it opened is ended before: sharing by the device, the vault by `vaultClose`. */
import { empty, endpoint } from '@nornos/endpoint'
import { problems } from '../problems.ts'

export const accountClose = endpoint({
  operationId: 'accountClose',
  method: 'POST',
  path: '/v1/me/closure',
  summary: 'Close my account for good.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 204: empty },
  problems: problems('sign-in-again'),
})
