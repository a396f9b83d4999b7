/** The roster that shared-data has pinned. */
import { endpoint } from '@nornos/endpoint'
import { RosterPin } from '../relay/roster-pin.ts'

export const sharedRosterRead = endpoint({
  operationId: 'sharedRosterRead',
  method: 'GET',
  path: '/v1/rosters/shared-data',
  summary: 'Read which list of devices is pinned where shared data are stored.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 200: RosterPin },
  problems: {},
})
