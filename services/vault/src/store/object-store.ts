/** The port for blobs: immutable bytes under the name of their SHA-256, for one vault each. */
import type { Bytes } from '@nornos/std'
import type { ByteRange } from '../domain/parse-range.ts'

export interface ObjectStore {
  /**
   * Stores the stream when its SHA-256 is `sha256` (hex): durable when it resolves with the size. Resolves with null,
   * and leaves nothing behind, when the bytes are others. Storing a blob again changes nothing.
   */
  put(vaultId: string, sha256: string, bytes: ReadableStream<Bytes>): Promise<number | null>
  /** Null when there is no such blob. */
  get(vaultId: string, sha256: string, range?: ByteRange): Promise<ReadableStream<Bytes> | null>
  delete(vaultId: string, sha256: string): Promise<void>
}
