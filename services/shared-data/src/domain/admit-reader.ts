/**
 * May the person of this session read under these grants? Relay asks, with the session token that the person gave it;
 * nothing that relay merely says is believed.
 */
import type { Actor } from '@nornos/endpoint'
import {
  type ConsentClock,
  type ConsentRecord,
  type ConsentState,
  instantToMilliseconds,
  isLive,
  limits,
} from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'

export interface ReaderRequest {
  readonly person: Actor
  /** RFC 7638 thumbprint of the key to which the access token is bound. */
  readonly keyThumbprint: string
  readonly grant: ConsentState
  /** When an agent reads for the person: the agent's own grant. */
  readonly agentGrant: ConsentState | null
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

export type ReaderRefusal =
  | 'not-a-doctor'
  | 'other-grantee'
  | 'other-key'
  | 'not-live'
  | 'not-an-agent'
  | 'other-purpose'
  | 'over'

/** The moment at which the token ends, in milliseconds: the asked one, cut to every limit. */
export function admitReader(request: ReaderRequest, clock: ConsentClock): Result<number, ReaderRefusal> {
  const { person, grant, agentGrant, keyThumbprint } = request
  if (person.type !== 'doctor') return err('not-a-doctor')
  if (!isGrantedTo(grant.record, person)) return err('other-grantee')
  if (agentGrant === null && person.keyThumbprint !== keyThumbprint) return err('other-key')
  if (agentGrant !== null && agentGrant.record.granted_to_type !== 'agent') return err('not-an-agent')
  if (agentGrant !== null && agentGrant.record.purpose !== grant.record.purpose) return err('other-purpose')
  const grants = agentGrant === null ? [grant] : [grant, agentGrant]
  if (!grants.every((state) => isLive(state, clock))) return err('not-live')
  const now = Math.max(clock.now, clock.highWater)
  const ends = grants.map((state) => instantToMilliseconds(state.record.valid_until))
  const expiresAt = Math.min(request.expiresAt, now + limits.accessTokenMax, ...ends)
  return expiresAt > now ? ok(expiresAt) : err('over')
}

/** To the person in one organization where they treat, or to that organization. */
function isGrantedTo(record: ConsentRecord, person: Actor): boolean {
  const grantee: string = record.granted_to
  const treating = person.organizations.filter((membership) => membership.treating)
  if (record.granted_to_type === 'doctor')
    return treating.some((membership) => membership.granteeId === grantee)
  if (record.granted_to_type === 'organization')
    return treating.some((membership) => membership.id === grantee)
  return false
}
