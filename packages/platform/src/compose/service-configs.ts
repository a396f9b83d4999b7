/** The configuration of each service inside one installation. */
import path from 'node:path'
import type { AgentsConfig } from '@nornos/agents/config'
import type { AuthConfig } from '@nornos/auth/config'
import type { GatewayConfig } from '@nornos/gateway/config'
import type { RelayConfig } from '@nornos/relay/config'
import type { ConnectConfig } from '@nornos/relay/connect/config'
import type { SharedDataConfig } from '@nornos/shared-data/config'
import { present } from '@nornos/std'
import type { VaultConfig } from '@nornos/vault/config'
import { appOriginsOf, type Installation, publicUrlOf, urlOfPort } from './installation.ts'
import type { ServiceName } from './service-keys.ts'

export interface ServiceConfigs {
  readonly auth: AuthConfig
  readonly relay: RelayConfig
  readonly connect: ConnectConfig
  readonly sharedData: SharedDataConfig
  readonly vault: VaultConfig
  readonly agents: AgentsConfig
  readonly gateway: GatewayConfig
}

const host = '127.0.0.1'
/** Of one process on one machine: enough for a small clinic, and far below the server's own limit. */
const connectionsMax = 8

export function configsOf(installation: Installation): ServiceConfigs {
  const { ports, folders, platformId } = installation
  const urls = {
    auth: urlOfPort(ports.auth),
    relay: urlOfPort(ports.relay),
    'shared-data': urlOfPort(ports.sharedData),
    vault: urlOfPort(ports.vault),
    agents: urlOfPort(ports.agents),
    connect: urlOfPort(ports.connect),
  }
  const shared = (name: ServiceName) => commonOf(installation, name)
  const keyService = installation.keyService && { keyService: installation.keyService }
  const relayDatabase = databaseOf(installation, 'relay', 'relay_app')
  return {
    auth: {
      ...shared('auth'),
      port: ports.auth,
      database: databaseOf(installation, 'auth', 'nornos_auth_app'),
      keyFolder: path.join(folders.keys, 'auth'),
      neighbours: { relay: urls.relay },
      clients: clientsOf(installation),
      mail: { kind: 'outbox', folder: folders.outbox },
      recoveryWaitHours: installation.recoveryWaitHours,
    },
    relay: {
      ...shared('relay'),
      port: ports.relay,
      database: {
        ...relayDatabase,
        auditAppendUrl: roleUrl(installation, 'relay', 'audit_append'),
        auditReadUrl: roleUrl(installation, 'relay', 'audit_read'),
      },
      platformId,
      neighbours: { auth: urls.auth, 'shared-data': urls['shared-data'] },
    },
    // A process of relay: its database and its word, a key folder and a role of its own.
    connect: {
      ...shared('relay'),
      port: ports.connect,
      database: databaseOf(installation, 'relay', 'connect_app'),
      patientAppUrl: appOriginsOf(ports).patient,
      keyFolder: path.join(folders.keys, 'connect'),
      neighbours: { vault: urls.vault },
      registrations: installation.registrations,
      ...keyService,
    },
    sharedData: {
      ...shared('shared-data'),
      port: ports.sharedData,
      database: {
        readUrl: roleUrl(installation, 'shared-data', 'shared_read'),
        writeUrl: roleUrl(installation, 'shared-data', 'shared_write'),
        ownerUrl: ownerUrl(installation, 'shared-data'),
        connectionsMax,
      },
      keyFolder: path.join(folders.keys, 'shared-data'),
      ...keyService,
      platformId,
      neighbours: { relay: urls.relay },
    },
    vault: {
      ...shared('vault'),
      port: ports.vault,
      database: databaseOf(installation, 'vault', 'vault_app'),
      objectFolder: path.join(folders.objects, 'vault'),
      quotaBytes: 50 * 1024 ** 3,
    },
    agents: {
      ...shared('agents'),
      port: ports.agents,
      database: databaseOf(installation, 'agents', 'agents_app'),
      keyFolder: path.join(folders.keys, 'agents'),
      neighbours: { relay: urls.relay },
    },
    gateway: {
      ...shared('gateway'),
      port: ports.gateway,
      appOrigins: Object.values(appOriginsOf(ports)),
      neighbours: urls,
      limits: installation.limits,
      behindProxy: false,
    },
  }
}

function commonOf({ ports, keys }: Installation, name: ServiceName) {
  const publicUrl = publicUrlOf(ports)
  return {
    host,
    publicUrl,
    issuer: `${publicUrl}/oidc`,
    // Keys are fetched from auth itself: they are needed before the gateway listens.
    jwksUrl: `${urlOfPort(ports.auth)}/oidc/jwks`,
    serviceKey: keys.privateKeys[name],
    peers: keys.publicKeys,
  }
}

function clientsOf({ ports }: Installation): AuthConfig['clients'] {
  const origins = appOriginsOf(ports)
  const client = (origin: string) => ({
    redirectUris: [`${origin}/signed-in`],
    postLogoutRedirectUris: [`${origin}/`],
  })
  return { 'patient-app': client(origins.patient), 'doctor-app': client(origins.doctor) }
}

function databaseOf(installation: Installation, service: string, role: string) {
  return {
    url: roleUrl(installation, service, role),
    ownerUrl: ownerUrl(installation, service),
    connectionsMax,
  }
}

function roleUrl({ databases }: Installation, service: string, role: string): string {
  return present(databases[service]?.appUrls[role], `the database of ${service} has the role ${role}`)
}

function ownerUrl({ databases }: Installation, service: string): string {
  return present(databases[service]?.ownerUrl, `${service} has a database`)
}
