/** New heads of all vaults, from whichever process accepted the commit, to whoever listens here. */
import type { Database } from '@nornos/service-kit'
import * as z from 'zod/mini'

const Head = z.strictObject({ vaultId: z.string(), n: z.int(), head: z.string() })
type Head = z.output<typeof Head>

export interface HeadFeed {
  /** Heads of one vault from now on, until `signal` is aborted. */
  follow(vaultId: string, signal: AbortSignal): AsyncGenerator<{ readonly n: number; readonly head: string }>
  close(): Promise<void>
}

export const headChannel = 'vault_heads'

export async function openHeadFeed(db: Database): Promise<HeadFeed> {
  const listeners = new Map<string, Set<(head: Head) => void>>()
  const stop = await db.listen(headChannel, (payload) => {
    const head = z.safeParse(Head, JSON.parse(payload))
    if (!head.success) return
    for (const listener of listeners.get(head.data.vaultId) ?? []) listener(head.data)
  })
  return {
    follow: (vaultId, signal) => follow(listeners, vaultId, signal),
    close: stop,
  }
}

async function* follow(
  listeners: Map<string, Set<(head: Head) => void>>,
  vaultId: string,
  signal: AbortSignal,
): AsyncGenerator<{ n: number; head: string }> {
  const inbox = openInbox(signal)
  const own = listeners.get(vaultId) ?? new Set()
  listeners.set(vaultId, own.add(inbox.put))
  try {
    for (let head = await inbox.next(); head !== null; head = await inbox.next()) {
      yield { n: head.n, head: head.head }
    }
  } finally {
    own.delete(inbox.put)
    if (own.size === 0) listeners.delete(vaultId)
  }
}

/** Keeps the newest head only: who was slow does not need the ones between. */
function openInbox(signal: AbortSignal) {
  const waiting: Head[] = []
  let wake: () => void = () => undefined
  signal.addEventListener('abort', () => wake(), { once: true })
  return {
    put: (head: Head) => {
      waiting.splice(0, waiting.length, head)
      wake()
    },
    next: async (): Promise<Head | null> => {
      while (!signal.aborted) {
        const head = waiting.pop()
        if (head) return head
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return null
    },
  }
}
