/** Auth as far as shared-data can tell: a key set at an address, and session tokens that are signed with it. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ActorType, Membership } from '@nornos/endpoint'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export interface SessionSubject {
  readonly type: ActorType
  readonly id: string
  readonly organizations: readonly Membership[]
  /** Of the DPoP key. */
  readonly thumbprint: string
  readonly audience?: readonly string[]
  readonly endsIn?: string
  /** Now, unless another moment is given. */
  readonly signedInAt?: number
}

export interface SessionIssuer {
  readonly name: string
  readonly jwksUrl: string
  sign(subject: SessionSubject): Promise<string>
  close(): Promise<void>
}

export async function startSessionIssuer(): Promise<SessionIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'test' }] })
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(jwks),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${address !== null && typeof address !== 'string' ? address.port : 0}`
  return {
    name: url,
    jwksUrl: `${url}/jwks`,
    sign: ({ type, id, organizations, thumbprint, audience, endsIn, signedInAt }) =>
      new SignJWT({
        sid: randomUUID(),
        auth_time: Math.floor((signedInAt ?? Date.now()) / 1_000),
        name: 'Somebody',
        actor: type,
        cnf: { jkt: thumbprint },
        organizations,
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })
        .setIssuer(url)
        .setAudience([...(audience ?? ['nornos:relay', 'nornos:shared-data'])])
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime(endsIn ?? '5m')
        .sign(privateKey),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
