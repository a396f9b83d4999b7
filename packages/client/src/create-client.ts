/**
 * A typed client for a contract, over `fetch`: in a browser, a worker, Node, or in process. Replies are data: a
 * problem is a value to look at, an outage is a thrown ConnectionError. Read next: reply.ts, session.ts.
 */
import { type Contract, type Endpoint, fillPath, type InputOf } from '@nornos/endpoint'
import { ConnectionError } from './connection-error.ts'
import { type ClientReply, readReply } from './reply.ts'

/** The credential headers for one request to `url` (without query and fragment). */
export type Authorize = (
  endpoint: Endpoint,
  url: string,
  accessToken: string | undefined,
) => Promise<Readonly<Record<string, string>>>

export interface ClientOptions<C extends Contract> {
  readonly contract: C
  readonly baseUrl: string
  readonly authorize: Authorize
  readonly fetch?: (request: Request) => Promise<Response>
}

/** What a call takes: the parts that the contract names, and a signal. */
export type CallInput<E extends Endpoint> = ParamsPart<E['request']> &
  QueryPart<E['request']> &
  BodyPart<E['request']> & {
    readonly signal?: AbortSignal
    readonly headers?: Readonly<Record<string, string>>
    /** For endpoints that are opened by an access token. */
    readonly accessToken?: string
  }

type ParamsPart<R> = R extends { readonly params: infer S } ? { readonly params: InputOf<S> } : unknown
type QueryPart<R> = R extends { readonly query: infer S } ? { readonly query: InputOf<S> } : unknown
type BodyPart<R> = R extends { readonly body: { readonly kind: 'bytes' } }
  ? { readonly body: BodyInit }
  : R extends { readonly body: infer S }
    ? { readonly body: InputOf<S> }
    : unknown

export type Call<E extends Endpoint> = (input: CallInput<E>) => Promise<ClientReply<E>>
export type Client<C extends Contract> = { readonly [Operation in keyof C]: Call<C[Operation]> }

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly signal?: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
  readonly accessToken?: string
}

export function createClient<C extends Contract>(options: ClientOptions<C>): Client<C> {
  const calls = Object.entries(options.contract).map(([operation, endpoint]) => [
    operation,
    (input: LooseInput) => call(options, endpoint, input),
  ])
  return Object.fromEntries(calls) as Client<C>
}

async function call(
  options: Pick<ClientOptions<Contract>, 'baseUrl' | 'authorize' | 'fetch'>,
  endpoint: Endpoint,
  input: LooseInput,
): Promise<ClientReply<Endpoint>> {
  const url = `${options.baseUrl}${fillPath(endpoint.path, input.params ?? {})}`
  const credential = await options.authorize(endpoint, url, input.accessToken)
  const request = new Request(`${url}${searchOf(input.query)}`, {
    method: endpoint.method,
    headers: { ...bodyHeaders(endpoint), ...input.headers, ...credential },
    body: bodyOf(endpoint, input.body),
    cache: 'no-store',
    ...(input.signal ? { signal: input.signal } : {}),
    // Node asks for it when the body is a stream; browsers that stream uploads do too.
    ...(input.body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  const send = options.fetch ?? fetch
  const response = await send(request).catch((cause: unknown) => {
    if (input.signal?.aborted) throw cause
    throw new ConnectionError(endpoint.operationId, { cause })
  })
  return readReply(endpoint, response, input.signal)
}

function searchOf(query: Readonly<Record<string, unknown>> | undefined): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return search.size > 0 ? `?${search}` : ''
}

function bodyHeaders({ request: { body } }: Endpoint): Record<string, string> {
  if (!body) return {}
  return { 'content-type': 'kind' in body ? 'application/octet-stream' : 'application/json' }
}

function bodyOf({ request }: Endpoint, body: unknown): BodyInit | null {
  if (!request.body) return null
  return 'kind' in request.body ? (body as BodyInit) : JSON.stringify(body)
}
