/** Sizes of the box, apart so that those who open nothing can measure one. */

export const boxHeaderBytes = 56
export const chunkBytes = 16_384
export const tagBytes = 16
export const sealedChunkBytes = chunkBytes + tagBytes

/** Length of the box of `plaintextBytes` bytes. */
export function boxByteLength(plaintextBytes: number): number {
  return boxHeaderBytes + plaintextBytes + tagBytes * (Math.floor(plaintextBytes / chunkBytes) + 1)
}
