/** One installation: what its services need to know of each other and of the machine. */
import type { PlatformId } from '@nornos/health-model'
import type { Registrations } from '@nornos/relay/connect/config'
import type { Clock, KeyServiceConfig } from '@nornos/service-kit'
import type { ServiceDatabase } from '../postgres/index.ts'
import type { Folders, Ports } from './layout.ts'
import type { ServiceKeys } from './service-keys.ts'

export interface Installation {
  readonly ports: Ports
  readonly folders: Folders
  /** By service. */
  readonly databases: Readonly<Record<string, ServiceDatabase>>
  readonly keys: ServiceKeys
  readonly platformId: PlatformId
  readonly clock: Clock
  /** With vendors and record servers. */
  readonly registrations: Registrations
  /** Wraps the keys of shared fields and of connections; key files without it. */
  readonly keyService?: KeyServiceConfig
  readonly limits: { readonly anonymousPerMinute: number; readonly personPerMinute: number }
  /** From asking for a recovery contact's help to the half that opens the vault. */
  readonly recoveryWaitHours: number
}

/** The gateway as browsers on this machine see it. */
export function publicUrlOf(ports: Ports): string {
  return `http://localhost:${ports.gateway}`
}

export function appOriginsOf(ports: Ports): { readonly patient: string; readonly doctor: string } {
  return {
    patient: `http://localhost:${ports.patientApp}`,
    doctor: `http://localhost:${ports.doctorApp}`,
  }
}

/** Loopback address of a service's own port. */
export function urlOfPort(port: number): string {
  return `http://127.0.0.1:${port}`
}
