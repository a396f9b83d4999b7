/** The client of the services that screens ask themselves; the vault is asked by the worker. */
import { authorizePerson, type Client, createClient, type DpopKey } from '@nornos/client'
import { type Account, auth, connect, relay } from '@nornos/contracts'
import { runtimeConfig } from './runtime-config.ts'
import { authorizeSession, doubtSession } from './session.ts'

const contract = { ...auth, ...relay, ...connect }

export type ServicesClient = Client<typeof contract>

/** Throws when it is not known yet where the services are. */
export async function makeServicesClient(): Promise<ServicesClient> {
  const { apiUrl } = await runtimeConfig()
  return createClient({ contract, baseUrl: apiUrl, authorize: authorizeSession, fetch: send })
}

/** Who has just signed in, before there is a session to keep; null when auth does not say. */
export async function readAccount(apiUrl: string, dpopKey: DpopKey, token: string): Promise<Account | null> {
  const authorize = authorizePerson(dpopKey, async () => token)
  const reply = await createClient({ contract: auth, baseUrl: apiUrl, authorize }).meRead({})
  if (reply.problem !== undefined) return null
  const { id, name, email, actor } = reply.body
  return { id, name, email, actor }
}

async function send(request: Request): Promise<Response> {
  const response = await fetch(request)
  if (response.status === 401) void doubtSession()
  return response
}
