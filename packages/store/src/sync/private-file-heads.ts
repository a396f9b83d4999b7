/** The head in the browser's private files (OPFS): what clears IndexedDB alone does not clear it. For workers. */
import * as z from 'zod/mini'
import type { HeadMemory, KnownHead } from './known-heads.ts'

const Known = z.strictObject({ n: z.int(), head: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })

/** A browser without private files keeps the head in its database alone. */
export function createPrivateFileHeads(storage: Pick<StorageManager, 'getDirectory'>): HeadMemory {
  return {
    async read(vaultId) {
      try {
        const folder = await storage.getDirectory()
        const file = await (await folder.getFileHandle(nameOf(vaultId))).getFile()
        return parseKnown(await file.text())
      } catch (cause) {
        return nothingKept(cause)
      }
    },
    async write(vaultId, { head, n }) {
      try {
        const folder = await storage.getDirectory()
        const handle = await folder.getFileHandle(nameOf(vaultId), { create: true })
        // Written beside and put in place at close: a crash leaves the head before.
        const writing = await handle.createWritable()
        await writing.write(JSON.stringify({ n, head }))
        await writing.close()
      } catch (cause) {
        nothingKept(cause)
      }
    },
    async forget(vaultId) {
      try {
        await (await storage.getDirectory()).removeEntry(nameOf(vaultId))
      } catch (cause) {
        nothingKept(cause)
      }
    },
  }
}

function nameOf(vaultId: string): string {
  return `nornos-head-${vaultId}.json`
}

function parseKnown(text: string): KnownHead | null {
  const known = Known.safeParse(jsonOf(text))
  return known.success ? known.data : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function nothingKept(cause: unknown): null {
  if (cause instanceof DOMException || cause instanceof TypeError) return null
  throw cause
}
