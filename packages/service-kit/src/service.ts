/**
 * A running service: its contract answered in process (`fetch`) and on a port of its own, with its health and
 * its figures. Read next: http/answer.ts.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Contract, Handlers } from '@nornos/endpoint'
import { Hono } from 'hono'
import type { Clock } from './clock.ts'
import { type AnyHandler, answer } from './http/answer.ts'
import { stopperOf } from './http/stop-server.ts'
import { commonProblem } from './http/write-reply.ts'
import { type Authentication, createAuthenticator } from './identity/authenticate.ts'
import type { Log } from './log.ts'
import { createMetrics, type ServiceMetrics } from './metrics.ts'

export interface Service {
  readonly name: string
  /** Loopback address of the service's own port. */
  readonly url: string
  readonly metrics: ServiceMetrics
  /** The same service without a socket: what the gateway calls when both run in one process. */
  fetch(request: Request): Promise<Response>
  /** Whether it can do its work now. */
  ready(): Promise<boolean>
  /** Stops taking requests, lets the running ones end (at most 2 s), then closes what it owns in order. */
  close(): Promise<void>
}

export interface ServiceOptions<C extends Contract> {
  readonly name: string
  readonly contract: C
  readonly handlers: Handlers<C>
  readonly authentication: Authentication
  readonly clock: Clock
  readonly log: Log
  /** Zero takes a free port. */
  readonly port: number
  readonly host?: string
  readonly metrics?: ServiceMetrics
  /** Checks what the service cannot work without; rejects or resolves false when it is missing. */
  readonly ready: () => Promise<boolean>
  /** Routes outside the contract, asked first, with the caller's address. Null means: not mine. */
  readonly others?: (request: Request, address: string) => Promise<Response | null>
  /** A library that speaks Node's own request and response, asked before everything else. False means: not mine. */
  readonly nodeListener?: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Closed after the last request, in this order. */
  readonly owns: readonly { close(): Promise<unknown> }[]
}

/** @throws when the port is taken; what it owns is closed then. */
export async function startService<C extends Contract>(options: ServiceOptions<C>): Promise<Service> {
  const metrics = options.metrics ?? createMetrics(options.name)
  const ready = () => options.ready().catch(() => false)
  const stopping = new AbortController()
  const app = routes(options, metrics, ready, stopping.signal)
  const fetchFrom = async (request: Request, address: string) =>
    (await options.others?.(request, address)) ?? app.fetch(request)
  const listener = getRequestListener(
    (request, env) => fetchFrom(request, env.incoming.socket.remoteAddress ?? ''),
    { overrideGlobalObjects: false },
  )
  const server = createServer((request, response) => {
    if (!options.nodeListener?.(request, response)) void listener(request, response)
  })
  const stopServer = stopperOf(server)
  const closeOwned = async () => {
    for (const owned of options.owns) await owned.close()
  }
  const url = await listen(server, options.port, options.host ?? '127.0.0.1').catch(
    async (cause: unknown) => {
      await closeOwned()
      throw cause
    },
  )
  options.log.info('service started', { url })
  return {
    name: options.name,
    url,
    metrics,
    fetch: (request) => fetchFrom(request, ''),
    ready,
    close: async () => {
      stopping.abort()
      await stopServer()
      await closeOwned()
      options.log.info('service stopped')
    },
  }
}

function routes<C extends Contract>(
  options: ServiceOptions<C>,
  metrics: ServiceMetrics,
  ready: () => Promise<boolean>,
  stopping: AbortSignal,
): Hono {
  const app = new Hono()
  const context = {
    authenticate: createAuthenticator(options.authentication, options.clock),
    log: options.log,
    metrics,
    stopping,
  }
  for (const [operation, endpoint] of Object.entries(options.contract)) {
    const handler = options.handlers[operation] as AnyHandler
    app.on(endpoint.method, endpoint.path, (c) =>
      answer(context, endpoint, handler, c.req.raw, c.req.param()),
    )
  }
  app.get('/livez', (c) => c.text('live'))
  app.get('/readyz', async (c) => ((await ready()) ? c.text('ready') : c.text('not ready', 503)))
  app.notFound(() => commonProblem('not-found'))
  return app
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return `http://${host}:${address.port}`
}
