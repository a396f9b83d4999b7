/**
 * SHA-256 of what does not fit into memory: WebCrypto hashes only what is there whole. Its state can be put away and
 * taken up again, so that a long upload that was interrupted need not read its file from the start.
 */
import type { Bytes } from '@nornos/std'
import { createSHA256 } from 'hash-wasm'

export interface RunningHash {
  add(bytes: Uint8Array): void
  /** The hash of everything so far; nothing can be added afterwards. 32 bytes. */
  end(): Bytes
  /** Goes on in `startHash`. It tells nothing but what the hash of the same bytes would. */
  state(): Bytes
}

export async function startHash(state?: Uint8Array): Promise<RunningHash> {
  const hasher = await createSHA256()
  hasher.init()
  if (state !== undefined) hasher.load(state)
  return {
    add: (bytes) => void hasher.update(bytes),
    end: () => new Uint8Array(hasher.digest('binary')),
    state: () => new Uint8Array(hasher.save()),
  }
}

/** Hashes many small things, one after the other and at once: WebCrypto hands each to another thread, which takes longer. */
export async function makeHasher(): Promise<(bytes: Uint8Array) => Bytes> {
  const hasher = await createSHA256()
  return (bytes) => new Uint8Array(hasher.init().update(bytes).digest('binary'))
}
