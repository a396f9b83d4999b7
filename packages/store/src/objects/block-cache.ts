/** Blocks that were opened lately: questions and roll-ups come back to the same months. */
import type { Vault } from '@nornos/crypto/vault-open'
import type { Block } from '@nornos/health-model'
import { type ReadBytes, readBlock, type StoredObject } from './object-reader.ts'

export interface BlockCache {
  read(vault: Vault, read: ReadBytes, object: StoredObject): Promise<Block>
  keep(blob: string, block: Block): void
  clear(): void
}

/** Samples, at 24 bytes each. */
const samplesMax = 1_000_000
/** What a block takes besides its samples, in samples. */
const blockCost = 40

export function createBlockCache(): BlockCache {
  const blocks = new Map<string, Block>()
  let samples = 0

  function keep(blob: string, block: Block): void {
    if (blocks.has(blob)) return
    blocks.set(blob, block)
    samples += costOf(block)
    for (const [oldest, kept] of blocks) {
      if (samples <= samplesMax) return
      blocks.delete(oldest)
      samples -= costOf(kept)
    }
  }

  return {
    keep,
    async read(vault, read, object) {
      const known = blocks.get(object.blob)
      if (known !== undefined) return known
      const block = await readBlock(vault, read, object)
      keep(object.blob, block)
      return block
    },
    clear() {
      blocks.clear()
      samples = 0
    },
  }
}

function costOf({ count }: Block): number {
  return count + blockCost
}
