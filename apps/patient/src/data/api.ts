/** The services, as the person who is signed in may use them. Answers are values; see `@nornos/client`. */
import { type Client, ConnectionError, createClient } from '@nornos/client'
import { auth, connect, relay } from '@nornos/contracts'
import { runtimeConfig } from './runtime-config.ts'
import { authorizeSession, doubtSession } from './session.ts'

const contract = { ...auth, ...relay, ...connect }

let making: Promise<Client<typeof contract>> | null = null

/** Throws ConnectionError when it is not known yet where the services are. */
export function api(): Promise<Client<typeof contract>> {
  making ??= make().catch((cause: unknown) => {
    making = null
    throw new ConnectionError('config', { cause })
  })
  return making
}

async function make(): Promise<Client<typeof contract>> {
  const { apiUrl } = await runtimeConfig()
  return createClient({ contract, baseUrl: apiUrl, authorize: authorizeSession, fetch: send })
}

async function send(request: Request): Promise<Response> {
  const response = await fetch(request)
  if (response.status === 401) void doubtSession()
  return response
}
