/** AWS's signature version 4 as a server checks it: a stand-in that takes wrong secrets would prove nothing. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface SigningSecret {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
  readonly service: string
}

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/

/** Of a request without a query. */
export function isSignedWith(secret: SigningSecret, request: IncomingMessage, body: string): boolean {
  const { accessKeyId, region, secretAccessKey, service } = secret
  const [, keyId, day = '', inRegion, forService, names = '', signature = ''] =
    form.exec(request.headers.authorization ?? '') ?? []
  if (keyId !== accessKeyId || inRegion !== region || forService !== service) return false
  if (!names.split(';').includes('host')) return false
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const canonical = [request.method, request.url, '', headers.join(''), names, sha256(body)].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const signed = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (derived, part) => createHmac('sha256', derived).update(part).digest(),
    `AWS4${secretAccessKey}`,
  )
  const expected = createHmac('sha256', key).update(signed).digest()
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
