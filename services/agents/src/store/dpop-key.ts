/** The P-256 key to which the agents' access tokens are bound: derived from a key file, so that all replicas share it. */
import { createECDH } from 'node:crypto'
import path from 'node:path'
import { type DpopKey, dpopKeyOf } from '@nornos/client'
import { openKeyFile } from '@nornos/service-kit'
import { toBase64Url } from '@nornos/std'

export async function openDpopKey(keyFolder: string): Promise<DpopKey> {
  const secret = await openKeyFile(path.join(keyFolder, 'dpop.key'))
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(secret)
  const point = new Uint8Array(curve.getPublicKey())
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: toBase64Url(point.slice(1, 33)),
    y: toBase64Url(point.slice(33, 65)),
  }
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const privateJwk = { ...jwk, d: toBase64Url(secret) }
  return dpopKeyOf({
    privateKey: await crypto.subtle.importKey('jwk', privateJwk, algorithm, false, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['verify']),
  })
}
