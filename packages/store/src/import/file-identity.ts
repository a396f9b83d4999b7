/**
 * Tells whether a file that is chosen again is the one that was chosen before, without reading all of it: its size, when
 * it was changed, and the hash of its first and last bytes.
 */
import { hashBytes } from '@nornos/crypto/verify'
import { concat, toHex, utf8 } from '@nornos/std'

const endBytes = 65_536

export async function identityOfFile(file: File): Promise<string> {
  const first = await bytesOf(file.slice(0, endBytes))
  const last = await bytesOf(file.slice(Math.max(0, file.size - endBytes)))
  return toHex(await hashBytes(concat(utf8(`${file.size} ${file.lastModified}\0`), first, last)))
}

async function bytesOf(part: Blob): Promise<Uint8Array> {
  return new Uint8Array(await part.arrayBuffer())
}
