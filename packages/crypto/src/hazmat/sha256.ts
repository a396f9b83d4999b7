/** SHA-256 by WebCrypto. */
import type { Bytes } from '@nornos/std'

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
