/** What the gateway's parts share. */
import type { Clock, SessionVerifier } from '@nornos/service-kit'
import type { GatewayConfig, Neighbour } from './config.ts'
import type { RequestLimits } from './domain/limit-requests.ts'
import type { OpenStreams } from './store/open-streams.ts'
import type { ProvenTokens } from './store/proven-tokens.ts'
import type { RevokedSessions } from './store/revoked-sessions.ts'

/** Sends a request on: over a socket, or straight into a service of the same process. */
export type Send = (request: Request) => Promise<Response>

export interface GatewayContext {
  readonly config: GatewayConfig
  readonly clock: Clock
  readonly send: Readonly<Record<Neighbour, Send>>
  readonly verifiers: Readonly<Record<Neighbour, SessionVerifier>>
  readonly revokedSessions: RevokedSessions
  readonly provenTokens: ProvenTokens
  readonly openStreams: OpenStreams
  readonly limits: RequestLimits
}
