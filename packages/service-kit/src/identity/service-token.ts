/** How services know each other: a token of one minute, signed by the caller's own key, meant for one service. */
import { randomUUID } from 'node:crypto'
import { importJWK, type JWK, jwtVerify, SignJWT } from 'jose'

export interface ServiceSigner {
  /** The value of the Authorization header for a call to `audience` (a service's name, such as `relay`). */
  authorization(audience: string): Promise<string>
}

export interface ServiceTokenVerifier {
  /** The name of the calling service, or null. */
  verify(token: string, now: Date): Promise<string | null>
}

/** `privateKey` is an Ed25519 JWK. Tokens are made anew after 30 seconds. */
export function createServiceSigner(name: string, privateKey: JWK): ServiceSigner {
  const made = new Map<string, { readonly header: string; readonly renewAt: number }>()
  const key = importJWK(privateKey, 'EdDSA')
  return {
    authorization: async (audience) => {
      const known = made.get(audience)
      if (known && known.renewAt > performance.now()) return known.header
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: 'EdDSA', typ: 'nornos-service+jwt' })
        .setIssuer(`nornos:${name}`)
        .setAudience(`nornos:${audience}`)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('60s')
        .sign(await key)
      const header = `Service ${token}`
      made.set(audience, { header, renewAt: performance.now() + 30_000 })
      return header
    },
  }
}

/** `peers` holds the public Ed25519 JWK of each service that may call. */
export function createServiceTokenVerifier(
  name: string,
  peers: Readonly<Record<string, JWK>>,
): ServiceTokenVerifier {
  const verified = new Map<string, { readonly peer: string; readonly expiresAt: number }>()
  return {
    verify: async (token, now) => {
      const known = verified.get(token)
      if (known && known.expiresAt > now.getTime()) return known.peer
      for (const [peer, jwk] of Object.entries(peers)) {
        const expiresAt = await expiryOf(token, peer, jwk, name, now)
        if (expiresAt === null) continue
        if (verified.size >= 1_000) verified.clear()
        verified.set(token, { peer, expiresAt })
        return peer
      }
      return null
    },
  }
}

async function expiryOf(
  token: string,
  peer: string,
  jwk: JWK,
  name: string,
  now: Date,
): Promise<number | null> {
  try {
    const { payload } = await jwtVerify(token, await importJWK(jwk, 'EdDSA'), {
      issuer: `nornos:${peer}`,
      audience: `nornos:${name}`,
      typ: 'nornos-service+jwt',
      algorithms: ['EdDSA'],
      maxTokenAge: '60s',
      currentDate: now,
    })
    return (payload.exp ?? 0) * 1_000
  } catch {
    return null
  }
}
