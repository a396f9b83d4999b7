/** A second gateway in front of the same services, over sockets: with limits, neighbours or a proxy of the test's own. */
import { createGateway } from '@nornos/gateway'
import type { GatewayConfig } from '@nornos/gateway/config'
import type { TestPerson, TestPlatform } from '@nornos/platform/testing'
import type { Service } from '@nornos/service-kit'

export const appOrigin = 'http://localhost:4100'

/** Nothing listens there: port 1 of the loopback belongs to nobody. */
export const nowhere = 'http://127.0.0.1:1'

export interface GatewayInFront extends AsyncDisposable {
  readonly url: string
  readonly service: Service
}

/** DPoP proofs name the platform's public address, also for this gateway. */
export async function startGateway(
  env: TestPlatform,
  changes: Partial<GatewayConfig> = {},
): Promise<GatewayInFront> {
  const service = await createGateway({
    port: 0,
    host: '127.0.0.1',
    publicUrl: env.publicUrl,
    issuer: `${env.publicUrl}/oidc`,
    jwksUrl: `${env.serviceUrl('auth')}/oidc/jwks`,
    appOrigins: [appOrigin],
    neighbours: neighboursOf(env),
    serviceKey: env.installation.keys.privateKeys.gateway,
    limits: { anonymousPerMinute: 1_000, personPerMinute: 1_000 },
    behindProxy: false,
    ...changes,
  })
  return { url: service.url, service, [Symbol.asyncDispose]: () => service.close() }
}

export function neighboursOf(env: TestPlatform): GatewayConfig['neighbours'] {
  return {
    auth: env.serviceUrl('auth'),
    relay: env.serviceUrl('relay'),
    'shared-data': env.serviceUrl('shared-data'),
    vault: env.serviceUrl('vault'),
    agents: env.serviceUrl('agents'),
    connect: env.serviceUrl('connect'),
  }
}

/** The headers of one signed-in request. */
export async function signedInHeaders(
  env: TestPlatform,
  person: TestPerson,
  method: string,
  path: string,
): Promise<Record<string, string>> {
  const token = await person.sessionToken()
  const dpop = await person.dpopKey.proof({ method, url: `${env.publicUrl}${path}`, token })
  return { authorization: `DPoP ${token}`, dpop }
}
