/** A patient makes their list of devices known to shared-data. */
import { endpoint } from '@nornos/endpoint'
import { problems } from '../problems.ts'
import { RosterEnvelope, RosterPin } from '../relay/roster-pin.ts'

export const sharedRosterPin = endpoint({
  operationId: 'sharedRosterPin',
  method: 'PUT',
  path: '/v1/rosters/shared-data',
  summary: 'Make my signed list of devices known where shared data are stored.',
  credential: 'session',
  actors: ['patient'],
  request: { body: RosterEnvelope },
  responses: { 200: RosterPin },
  problems: problems('roster-refused'),
  audit: 'roster.changed',
})
