/**
 * Relay's word that a sender may put one item into one patient's inbox. It names the SHA-256 of exactly these bytes,
 * so that whoever holds it can deliver nothing else, and it ends after some minutes.
 */
import { importJWK, type JWK, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod/mini'

const type = 'nornos-inbox-permit+jwt'
const lifetimeSeconds = 600

export const InboxPermit = z.object({
  /** The vault, that is the patient. */
  sub: z.uuid(),
  /** A grantee, an account, or `service:…` for what a service of ours fetched for the patient. */
  sender: z.string().check(z.regex(/^[a-z0-9][a-z0-9:._-]{0,79}$/)),
  itemId: z.uuid(),
  /** SHA-256 of the sealed item, hex. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  size: z.int().check(z.gte(1)),
})
export type InboxPermit = z.output<typeof InboxPermit>

/** For relay: `privateKey` is its Ed25519 JWK. The value of the Authorization header. */
export async function signInboxPermit(permit: InboxPermit, privateKey: JWK, now: Date): Promise<string> {
  const at = Math.floor(now.getTime() / 1_000)
  const token = await new SignJWT(permit)
    .setProtectedHeader({ alg: 'EdDSA', typ: type })
    .setIssuer('nornos:relay')
    .setAudience('nornos:vault')
    .setIssuedAt(at)
    .setExpirationTime(at + lifetimeSeconds)
    .sign(await importJWK(privateKey, 'EdDSA'))
  return `Permit ${token}`
}

/** For the vault: `relayKey` is relay's public JWK. Null for anything but a permit that holds now. */
export async function verifyInboxPermit(
  authorization: string | null,
  relayKey: JWK,
  now: Date,
): Promise<InboxPermit | null> {
  const token = /^Permit ([\w.-]{1,4096})$/.exec(authorization ?? '')?.[1]
  if (token === undefined) return null
  try {
    const { payload } = await jwtVerify(token, await importJWK(relayKey, 'EdDSA'), {
      issuer: 'nornos:relay',
      audience: 'nornos:vault',
      typ: type,
      algorithms: ['EdDSA'],
      maxTokenAge: lifetimeSeconds,
      currentDate: now,
    })
    return z.parse(InboxPermit, payload)
  } catch {
    return null
  }
}
