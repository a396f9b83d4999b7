/** The little of the DevTools protocol that works without watching: commands, and events that were asked for. */
type Members = Readonly<Record<string, unknown>>

export interface Devtools {
  /** Answers when the command is done; throws with what the browser says. */
  send(method: string, parameters: Members): Promise<void>
  /** The next such event. Throws when the browser goes away before. */
  event(method: string, isIt: (parameters: Members) => boolean): Promise<Members>
}

interface Message {
  readonly id?: number
  readonly error?: { readonly message: string }
  readonly method?: string
  readonly params?: Members
}

export async function connectDevtools(address: string): Promise<Devtools> {
  const socket = new WebSocket(address)
  const listeners = new Set<(message: Message) => void>()
  const closed = new Promise<never>((_, reject) => {
    socket.addEventListener('close', () => reject(new Error('the browser went away')))
  })
  // Whoever waits for something is told; nobody need wait.
  closed.catch(() => undefined)
  socket.addEventListener('message', ({ data }) => {
    const message: Message = JSON.parse(String(data))
    for (const listener of listeners) listener(message)
  })
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error(`no browser at ${address}`)))
  })
  const next = (isIt: (message: Message) => boolean) => {
    const coming = new Promise<Message>((resolve) => {
      const listener = (message: Message) => {
        if (!isIt(message)) return
        listeners.delete(listener)
        resolve(message)
      }
      listeners.add(listener)
    })
    return Promise.race([coming, closed])
  }
  let commands = 0
  return {
    async send(method, params) {
      const id = ++commands
      const answered = next((message) => message.id === id)
      socket.send(JSON.stringify({ id, method, params }))
      const { error } = await answered
      if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    },
    async event(method, isIt) {
      const { params = {} } = await next((one) => one.method === method && isIt(one.params ?? {}))
      return params
    },
  }
}
