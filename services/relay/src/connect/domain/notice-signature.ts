/** HMACs of SHA-256 under which vendors sign notices, compared in constant time. */
import { createHmac, timingSafeEqual } from 'node:crypto'

export function isSigned(options: {
  readonly key: string
  readonly parts: readonly (string | Uint8Array)[]
  readonly encoding: 'hex' | 'base64'
  readonly given: string | null
}): boolean {
  const hmac = createHmac('sha256', options.key)
  for (const part of options.parts) hmac.update(part)
  const given = options.encoding === 'hex' ? options.given?.toLowerCase() : options.given
  return isSame(hmac.digest(options.encoding), given ?? null)
}

/** Whether a secret that was sent is the one we know; never when we know none. */
export function isSame(known: string | null, given: string | null | undefined): boolean {
  if (!known || !given) return false
  const [left, right] = [known, given].map((text) => createHmac('sha256', 'compare').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}

/** The document of a notice, or null. */
export function noticeJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}
