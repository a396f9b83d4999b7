/** A patient makes their list of devices known to relay. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { bytesOf, bytesText, Sha256Hex } from '../wire.ts'

/** The roster as the device made it, with its MAC and the signature of the root key inside (specs/key-hierarchy.md). */
export const RosterEnvelope = z.strictObject({ roster: bytesText(65_536) })

/** What is pinned: the apps compare the pins of the three services at every unlock. */
export const RosterPin = z.strictObject({
  number: z.int().check(z.gte(1)),
  hash: Sha256Hex,
  rootPublicKey: bytesOf(32),
})
export type RosterPin = z.output<typeof RosterPin>

export const rosterPin = endpoint({
  operationId: 'rosterPin',
  method: 'PUT',
  path: '/v1/rosters/relay',
  summary: 'Make my signed list of devices known where consents are decided.',
  credential: 'session',
  actors: ['patient'],
  request: { body: RosterEnvelope },
  responses: { 200: RosterPin },
  problems: problems('roster-refused'),
  audit: 'roster.changed',
})
