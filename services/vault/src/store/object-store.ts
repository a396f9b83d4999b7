/** The port for sealed bytes: immutable, under the name of their SHA-256, each vault's by themselves. */
import type { Bytes } from '@nornos/std'
import type { ByteRange } from '../domain/parse-range.ts'

export interface ObjectStore {
  /**
   * Stores the stream when its SHA-256 is `sha256` (hex): durable when it resolves with the size. Resolves with null,
   * and leaves nothing behind, when the bytes are others. Storing the same again changes nothing. Rejects with the
   * stream's own error, or with Unavailable when the store cannot take it.
   */
  put(vaultId: string, sha256: string, bytes: ReadableStream<Bytes>): Promise<number | null>
  /** Null when there are no such bytes. Rejects with Unavailable when the store does not answer. */
  get(vaultId: string, sha256: string, range?: ByteRange): Promise<ReadableStream<Bytes> | null>
  /** A small one in one go, without a stream around it. Null when there are no such bytes, or not `size` of them. */
  read(vaultId: string, sha256: string, size: number): Promise<Bytes | null>
  /** Deleting what is not there is fine. */
  delete(vaultId: string, sha256: string): Promise<void>
}
