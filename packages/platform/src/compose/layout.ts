/** Where the parts of one installation listen and keep what they hold. */
import path from 'node:path'

export interface Ports {
  readonly patientApp: number
  readonly doctorApp: number
  readonly gateway: number
  readonly outbox: number
  readonly metrics: number
  readonly auth: number
  readonly relay: number
  readonly sharedData: number
  readonly vault: number
  readonly agents: number
  readonly connect: number
}

export const defaultPorts: Ports = {
  patientApp: 4100,
  doctorApp: 4200,
  gateway: 4300,
  auth: 4301,
  relay: 4302,
  sharedData: 4303,
  vault: 4304,
  agents: 4305,
  connect: 4306,
  metrics: 4390,
  outbox: 4400,
}

export interface Folders {
  readonly state: string
  /** One folder of key files per service. Outside everything that a backup of the data takes along. */
  readonly keys: string
  readonly objects: string
  readonly outbox: string
}

export function foldersIn(state: string): Folders {
  return {
    state,
    keys: path.join(state, 'keys'),
    objects: path.join(state, 'objects'),
    outbox: path.join(state, 'outbox'),
  }
}

/** Each service has a database of its own on the one cluster, and roles that own nothing in it. */
export const databasePlans = [
  { service: 'auth', database: 'nornos_auth', appRoles: ['nornos_auth_app'] },
  {
    service: 'relay',
    database: 'nornos_relay',
    appRoles: ['relay_app', 'audit_append', 'audit_read', 'connect_app'],
  },
  {
    service: 'shared-data',
    database: 'nornos_shared_data',
    appRoles: ['shared_read', 'shared_write'],
    definerRoles: ['shared_reader'],
  },
  { service: 'vault', database: 'nornos_vault', appRoles: ['vault_app'] },
  { service: 'agents', database: 'nornos_agents', appRoles: ['agents_app'] },
] as const
