/** Bounded, validated input: nothing reaches a handler that its contract does not describe. */
import type { Endpoint, Schema } from '@nornos/endpoint'
import type { Bytes } from '@nornos/std'
import * as z from 'zod/mini'

/** JSON bodies larger than this are refused; bytes have the limit of their endpoint. */
export const jsonBytesMax = 4 * 1024 * 1024

export class BadRequest extends Error {
  override readonly name = 'BadRequest'
  readonly place: string
  constructor(place: string) {
    super('request does not fit its contract')
    this.place = place
  }
}

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
  readonly maxBytes: number
  constructor(maxBytes: number) {
    super('body is larger than its limit')
    this.maxBytes = maxBytes
  }
}

export interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

export async function readRequest(
  endpoint: Endpoint,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<Input> {
  const { request: shape } = endpoint
  const search = new URL(request.url).searchParams
  const query: Record<string, string> = {}
  for (const [name, value] of search) {
    if (name in query) throw new BadRequest(`query.${name}`)
    query[name] = value
  }
  return {
    params: shape.params ? parse(shape.params, params, 'path') : undefined,
    query: shape.query ? parse(shape.query, query, 'query') : refuseUnknown(query),
    body: shape.body ? await readBody(shape.body, request) : undefined,
  }
}

async function readBody(body: NonNullable<Endpoint['request']['body']>, request: Request): Promise<unknown> {
  if ('kind' in body) {
    const stream = request.body ?? new Blob([]).stream()
    return stream.pipeThrough(limit(body.maxBytes))
  }
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json')) {
    throw new BadRequest('header.content-type')
  }
  const text = await textOf(request)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BadRequest('body')
  }
  return parse(body, value, 'body')
}

async function textOf(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > jsonBytesMax) throw new BodyTooLarge(jsonBytesMax)
  if (!request.body) return ''
  return new Response(request.body.pipeThrough(limit(jsonBytesMax))).text()
}

function limit(maxBytes: number): TransformStream<Bytes, Bytes> {
  let seen = 0
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength
      if (seen > maxBytes) controller.error(new BodyTooLarge(maxBytes))
      else controller.enqueue(chunk)
    },
  })
}

function parse(schema: Schema, value: unknown, where: string): unknown {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const path = result.error.issues[0]?.path.join('.') ?? ''
  throw new BadRequest(path ? `${where}.${path}` : where)
}

function refuseUnknown(query: Readonly<Record<string, string>>): undefined {
  const [unknown] = Object.keys(query)
  if (unknown !== undefined) throw new BadRequest(`query.${unknown}`)
  return undefined
}
