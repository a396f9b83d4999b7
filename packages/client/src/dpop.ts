/** DPoP proofs (RFC 9449) by a key that cannot be exported: a stolen token is useless without this browser. */
import { concat, toBase64Url, utf8 } from '@nornos/std'

export interface DpopKey {
  /** RFC 7638 thumbprint. */
  readonly thumbprint: string
  /** A proof for one request. `url` without query and fragment; `token` when one is sent along. */
  proof(request: {
    readonly method: string
    readonly url: string
    readonly token?: string
    readonly nonce?: string
  }): Promise<string>
}

/** A new P-256 key, in memory only. */
export async function makeDpopKey(): Promise<DpopKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  return dpopKeyOf(pair)
}

export async function dpopKeyOf(pair: CryptoKeyPair): Promise<DpopKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const jwk = { crv, kty, x, y }
  const thumbprint = await sha256Text(JSON.stringify(jwk))
  return {
    thumbprint,
    proof: async ({ method, url, token, nonce }) => {
      const head = encode({ typ: 'dpop+jwt', alg: 'ES256', jwk })
      const claims = encode({
        jti: toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
        htm: method,
        htu: url,
        iat: Math.floor(Date.now() / 1_000),
        ...(token === undefined ? {} : { ath: await sha256Text(token) }),
        ...(nonce === undefined ? {} : { nonce }),
      })
      const signed = utf8(`${head}.${claims}`)
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, signed)
      return `${head}.${claims}.${toBase64Url(concat(new Uint8Array(signature)))}`
    },
  }
}

async function sha256Text(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))))
}

function encode(value: unknown): string {
  return toBase64Url(utf8(JSON.stringify(value)))
}
