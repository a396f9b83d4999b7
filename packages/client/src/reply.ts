/** A response, checked against its contract. */
import {
  type BytesBody,
  type CommonProblemCode,
  type EmptyBody,
  type Endpoint,
  type EventsBody,
  type LinesBody,
  type OutputOf,
  problemCode,
  type ResponseBody,
} from '@nornos/endpoint'
import * as z from 'zod/mini'
import { ContractError } from './connection-error.ts'
import { type ReceivedEvent, readEvents, readLines } from './streams.ts'

export type ClientReply<E extends Endpoint> =
  | { [Status in keyof E['responses']]: SuccessOf<Status, E['responses'][Status]> }[keyof E['responses']]
  | ClientProblem<Extract<keyof E['problems'], string> | CommonProblemCode>

interface SuccessOf<Status, Body> {
  readonly status: Status
  readonly body: BodyOf<Body>
  readonly headers: Headers
  readonly problem?: undefined
}

type BodyOf<Body> = Body extends EmptyBody
  ? undefined
  : Body extends BytesBody
    ? Response
    : Body extends EventsBody<infer Event>
      ? AsyncIterable<ReceivedEvent<OutputOf<Event>>>
      : Body extends LinesBody<infer Line>
        ? AsyncIterable<OutputOf<Line>>
        : OutputOf<Body>

/** A problem document (RFC 9457) as a value. */
export interface ClientProblem<Code extends string> {
  readonly status: number
  readonly problem: Code
  readonly title: string
  readonly detail: string
  /** What else the document says: a limit, a place, a position. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly headers: Headers
  readonly body?: undefined
}

const ProblemDocument = z.looseObject({ type: z.string(), title: z.string(), detail: z.string() })

/** Throws ContractError when the response is neither a declared reply nor a problem document. */
export async function readReply(
  endpoint: Endpoint,
  response: Response,
  signal: AbortSignal | undefined,
): Promise<ClientReply<Endpoint>> {
  const shape = endpoint.responses[response.status]
  const { status, headers } = response
  if (shape) return { status, headers, body: await readBody(endpoint, shape, response, signal) }
  const document = z.safeParse(ProblemDocument, await jsonOf(response))
  const code = document.success ? problemCode(document.data.type) : null
  if (!document.success || code === null) throw new ContractError(endpoint.operationId, `status ${status}`)
  const { type: _type, title, detail, status: _status, ...facts } = document.data
  // A newer service may answer with a code that this client does not know; it is shown by its words.
  return { status, headers, problem: code as CommonProblemCode, title, detail, facts }
}

async function readBody(
  endpoint: Endpoint,
  shape: ResponseBody,
  response: Response,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (!('kind' in shape)) {
    const parsed = z.safeParse(shape, await jsonOf(response))
    if (parsed.success) return parsed.data
    throw new ContractError(endpoint.operationId, parsed.error.issues[0]?.path.join('.') ?? 'body')
  }
  switch (shape.kind) {
    case 'empty':
      await response.body?.cancel()
      return undefined
    case 'bytes':
      return response
    case 'lines':
      return readLines(endpoint.operationId, shape.line, response, signal)
    case 'events':
      return readEvents(endpoint.operationId, shape.event, response, signal)
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return null
  }
}
