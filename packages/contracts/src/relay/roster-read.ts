/** The roster that relay has pinned. */
import { endpoint } from '@nornos/endpoint'
import { RosterPin } from './roster-pin.ts'

export const rosterRead = endpoint({
  operationId: 'rosterRead',
  method: 'GET',
  path: '/v1/rosters/relay',
  summary: 'Read which list of devices is pinned where consents are decided.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 200: RosterPin },
  problems: {},
})
