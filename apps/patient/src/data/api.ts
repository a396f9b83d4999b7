/** The services, as the person who is signed in may use them. Answers are values; see `@nornos/client`. */
import { ConnectionError } from '@nornos/client'
import type { ServicesClient } from './services-client.ts'

let making: Promise<ServicesClient> | null = null

/** Throws ConnectionError when it is not known yet where the services are. */
export function api(): Promise<ServicesClient> {
  making ??= make().catch((cause: unknown) => {
    making = null
    throw new ConnectionError('config', { cause })
  })
  return making
}

/** What the services promise is a lot of code, and the first picture needs none of it. */
async function make(): Promise<ServicesClient> {
  const { makeServicesClient } = await import('./services-client.ts')
  return makeServicesClient()
}
