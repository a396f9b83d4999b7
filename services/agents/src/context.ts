/** What the parts of the agents service share. */
import type { Client, DpopKey } from '@nornos/client'
import type { relay } from '@nornos/contracts'
import type { ServiceKey } from '@nornos/crypto/service-box'
import type { Clock, Database, Job } from '@nornos/service-kit'

/** Relay as a neighbour asks it, and as the bearer of an access token reads from it. */
export interface RelayDoor {
  readonly asService: Client<typeof relay>
  readonly asBearer: Client<typeof relay>
}

export interface AgentsContext {
  readonly clock: Clock
  readonly db: Database
  readonly relay: RelayDoor
  /** Tokens and results at rest are sealed under it. */
  readonly recordKey: ServiceKey
  /** The key to which the access tokens of agents are bound; the same in every replica. */
  readonly dpopKey: DpopKey
  readonly runner: Pick<Job, 'wake'>
  /** Wakes whoever waits for the end of a run. */
  readonly finished: RunSignals
}

export interface RunSignals {
  /** Resolves when the run ends, the time is over or the caller has gone. */
  wait(runId: string, milliseconds: number, signal: AbortSignal): Promise<void>
  announce(runId: string): void
}
