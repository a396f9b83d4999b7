/** A handler's answer as an HTTP response. */
import {
  type CommonProblemCode,
  commonProblems,
  type Endpoint,
  type PassedOn,
  type Problem,
  type ProblemKind,
  problemType,
  type ServerEvent,
} from '@nornos/endpoint'

/** What every answer of a service carries: nothing of ours is kept by a cache on the way. */
const baseHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

export interface PlainReply {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export function writeReply(
  endpoint: Endpoint,
  reply: PlainReply | Problem<string> | PassedOn,
  signal: AbortSignal,
): Response {
  if ('problem' in reply) return problemResponse(endpoint, reply)
  if ('passedOn' in reply) return passOn(endpoint, reply)
  const shape = endpoint.responses[reply.status]
  if (!shape) throw new TypeError(`status ${reply.status} is not declared`)
  const headers = { ...baseHeaders, ...reply.headers }
  if (!('kind' in shape)) {
    return new Response(JSON.stringify(reply.body), {
      status: reply.status,
      headers: { ...headers, 'content-type': 'application/json' },
    })
  }
  switch (shape.kind) {
    case 'empty':
      return new Response(null, { status: reply.status, headers })
    case 'bytes':
      return new Response(reply.body as BodyInit, {
        status: reply.status,
        headers: { 'content-type': 'application/octet-stream', ...headers },
      })
    case 'lines':
      return streamed(reply, 'application/x-ndjson', (value) => `${JSON.stringify(value)}\n`, signal)
    case 'events':
      return streamed(reply, 'text/event-stream', eventText, signal)
  }
}

/** The body is not touched; of the head only what describes the body goes along. */
function passOn(endpoint: Endpoint, { passedOn }: PassedOn): Response {
  const { body, headers, status } = passedOn
  if (!endpoint.responses[status]) throw new TypeError(`status ${status} is not declared`)
  const contentType = headers.get('content-type') ?? 'application/octet-stream'
  return new Response(body, { status, headers: { ...baseHeaders, 'content-type': contentType } })
}

function streamed(
  reply: PlainReply,
  contentType: string,
  textOf: (value: unknown) => string,
  signal: AbortSignal,
): Response {
  const encoder = new TextEncoder()
  const source = (reply.body as AsyncIterable<unknown>)[Symbol.asyncIterator]()
  // A signal outlives the streams that it ends: what has ended by itself stops listening to it.
  const ended = new AbortController()
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      // The head goes out at once, so that a client knows it is connected before the first event.
      if (contentType === 'text/event-stream') controller.enqueue(encoder.encode(': open\n\n'))
      const end = () => {
        void source.return?.()
        controller.close()
      }
      signal.addEventListener('abort', end, { once: true, signal: ended.signal })
    },
    async pull(controller) {
      const next = await source.next().catch((cause: unknown) => {
        ended.abort()
        throw cause
      })
      if (signal.aborted) return
      if (!next.done) return controller.enqueue(encoder.encode(textOf(next.value)))
      ended.abort()
      controller.close()
    },
    async cancel() {
      ended.abort()
      await source.return?.()
    },
  })
  return new Response(stream, {
    status: reply.status,
    headers: { ...baseHeaders, ...reply.headers, 'content-type': contentType, 'x-accel-buffering': 'no' },
  })
}

function eventText(event: unknown): string {
  const { id, value } = event as ServerEvent<unknown>
  return `${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(value)}\n\n`
}

export function commonProblem(code: CommonProblemCode, facts: Problem<string>['facts'] = {}): Response {
  return document(code, commonProblems[code], facts)
}

function problemResponse(endpoint: Endpoint, { problem, facts }: Problem<string>): Response {
  const common: Readonly<Record<string, ProblemKind>> = commonProblems
  const kind = endpoint.problems[problem] ?? common[problem]
  if (!kind) throw new TypeError(`problem ${problem} is not declared`)
  return document(problem, kind, facts)
}

/** [Note: one 404] Nothing in a problem document differs between "not there" and "not for you": no id, no time. */
function document(code: string, kind: ProblemKind, facts: Problem<string>['facts']): Response {
  const body = {
    type: problemType(code),
    title: kind.title,
    status: kind.status,
    detail: kind.detail,
    ...facts,
  }
  const retryable = kind.status === 503 || kind.status === 429
  return new Response(JSON.stringify(body), {
    status: kind.status,
    headers: {
      ...baseHeaders,
      'content-type': 'application/problem+json',
      ...(retryable ? { 'retry-after': String(facts['retryAfterSeconds'] ?? 2) } : {}),
      ...(kind.status === 401 ? { 'www-authenticate': 'DPoP algs="ES256"' } : {}),
    },
  })
}
