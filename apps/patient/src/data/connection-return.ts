/**
 * The tab that another side sent back tells the tab in which the vault is open. Only pages of this origin hear it, and it
 * says nothing but a name. Read next: connections.ts.
 */

const channelName = 'nornos-connections'
/** An open vault answers at once; no answer means that none is open. */
const answerMs = 1_500

type Said = { readonly type: 'connected'; readonly name: string } | { readonly type: 'heard' }

/** Whether a tab with an open vault has heard it. */
export function tellConnected(name: string): Promise<boolean> {
  const channel = new BroadcastChannel(channelName)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), answerMs)
  channel.onmessage = ({ data }) => {
    if (saidIn(data)?.type === 'heard') resolve(true)
  }
  say(channel, { type: 'connected', name })
  return promise.finally(() => {
    clearTimeout(timer)
    channel.close()
  })
}

/** For whoever shows an open vault. Returns how to stop listening. */
export function onConnected(listener: (name: string) => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }) => {
    const said = saidIn(data)
    if (said?.type !== 'connected') return
    say(channel, { type: 'heard' })
    listener(said.name)
  }
  return () => channel.close()
}

function say(channel: BroadcastChannel, said: Said): void {
  channel.postMessage(said)
}

function saidIn(message: unknown): Said | null {
  const { name, type }: { name?: unknown; type?: unknown } = Object(message)
  if (type === 'heard') return { type }
  return type === 'connected' && typeof name === 'string' ? { type, name } : null
}
