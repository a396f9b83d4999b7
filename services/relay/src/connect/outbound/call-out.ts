/** One request to the world outside: bounded in time and size, to public addresses alone. See [Note: where we may call]. */
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Bytes } from '@nornos/std'
import { AddressRefused, callableUrl, type InsideHosts, lookupPublic } from './address-guard.ts'

export interface OutboundRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly signal?: AbortSignal | undefined
}

export interface OutboundAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Bytes
}

export type CallOut = (request: OutboundRequest) => Promise<OutboundAnswer>

/** The answer was larger than we take. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'
}

const answerBytesMax = 32 * 1024 * 1024
const timeoutMs = 30_000
const redirectsMax = 3

/** Redirects are followed for GET, on the same origin, and looked at like any other address. */
export function createCallOut(inside: InsideHosts): CallOut {
  return async (request) => {
    let url = request.url
    for (let redirects = 0; ; redirects++) {
      const answer = await callOnce({ ...request, url }, inside)
      const location = answer.headers.get('location')
      if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) return answer
      const next = URL.canParse(location, url) ? new URL(location, url) : null
      const mayFollow = request.method === 'GET' && redirects < redirectsMax
      if (!mayFollow || next?.origin !== new URL(url).origin) throw new AddressRefused('led elsewhere')
      url = next.href
    }
  }
}

async function callOnce(
  { method, url, headers, body, signal }: OutboundRequest,
  inside: InsideHosts,
): Promise<OutboundAnswer> {
  const address = callableUrl(url, inside)
  if (address === null) throw new AddressRefused('not an address that may be called')
  const isInside = inside.includes(address.host)
  const limit = AbortSignal.timeout(timeoutMs)
  const options = {
    method,
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
    headers: {
      accept: 'application/json',
      'user-agent': 'Nornos',
      ...headers,
      ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    ...(isInside ? {} : { lookup: lookupPublic, minVersion: 'TLSv1.2' as const }),
  }
  return new Promise((resolve, reject) => {
    const send = address.protocol === 'https:' ? requestHttps : requestHttp
    const outgoing = send(address, options, (response) => {
      readAll(response).then((bytes) => {
        const given = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const)
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers([...given].map(([n, v]) => [n, v])),
          body: bytes,
        })
      }, reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body ?? undefined)
  })
}

async function readAll(pieces: AsyncIterable<Buffer>): Promise<Bytes> {
  const kept: Buffer[] = []
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > answerBytesMax) throw new AnswerTooLarge('the answer is larger than 32 MiB')
    kept.push(piece)
  }
  return new Uint8Array(Buffer.concat(kept))
}
