/** All services in one process. The same packages run one process each; only configuration differs. */
import { createAgents } from '@nornos/agents'
import { createAuth } from '@nornos/auth'
import { createGateway } from '@nornos/gateway'
import { createRelay } from '@nornos/relay'
import { createConnect } from '@nornos/relay/connect'
import type { Service } from '@nornos/service-kit'
import { createSharedData } from '@nornos/shared-data'
import { createVault } from '@nornos/vault'
import type { Installation } from './installation.ts'
import { configsOf } from './service-configs.ts'

export interface RunningServices {
  readonly services: readonly Service[]
  /** Closes the gateway first, so that nothing new comes in, then the others. */
  close(): Promise<void>
}

/** What was started before a failure is closed again. */
export async function startServices(installation: Installation): Promise<RunningServices> {
  const configs = configsOf(installation)
  const { clock } = installation
  const started: Service[] = []
  const close = async () => {
    for (const service of started.toReversed()) await service.close()
  }
  const add = async (service: Promise<Service>): Promise<Service> => {
    const running = await service
    started.push(running)
    return running
  }
  try {
    const auth = await add(createAuth(configs.auth, { clock }))
    const sharedData = await add(createSharedData(configs.sharedData, { clock }))
    const send = { auth: auth.fetch, 'shared-data': sharedData.fetch }
    const relay = await add(createRelay(configs.relay, { clock, send }))
    const vault = await add(createVault(configs.vault, { clock }))
    const connect = await add(createConnect(configs.connect, { clock, send: { vault: vault.fetch } }))
    const agents = await add(createAgents(configs.agents, { clock, send: { relay: relay.fetch } }))
    // Auth also speaks through a library that needs a socket, so it is reached over its own port.
    const inProcess = {
      relay: relay.fetch,
      'shared-data': sharedData.fetch,
      vault: vault.fetch,
      agents: agents.fetch,
      connect: connect.fetch,
    }
    await add(createGateway(configs.gateway, { clock, send: inProcess }))
  } catch (cause) {
    await close()
    throw cause
  }
  return { services: started, close }
}
