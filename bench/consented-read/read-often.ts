/** The reader of the benchmark, in a process of its own: sends prepared requests and takes the time. */
import { once } from 'node:events'
import { Agent, request } from 'node:http'

export interface ReadingTask {
  readonly url: string
  readonly accessToken: string
  /** One DPoP proof a read. */
  readonly warmUp: string[]
  readonly proofs: string[]
  readonly connections: number
  /** How many values each answer must hold. */
  readonly samples: number
}

export interface ReadingResult {
  readonly seconds: number
  /** Of one answer. */
  readonly bytes: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

const [task]: ReadingTask[] = await once(process, 'message')
if (task) process.send?.(await readOften(task))

async function readOften({ url, accessToken, warmUp, proofs, connections, samples }: ReadingTask) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const address = new URL(url)
  const read = (dpop: string) => get(address, agent, { authorization: `DPoP ${accessToken}`, dpop })
  const first: { values?: unknown[] } = JSON.parse(await read(warmUp.pop() ?? ''))
  if (first.values?.length !== samples) throw new Error('the answer does not hold every sample')
  await readAll(read, warmUp, connections)
  const startedAt = performance.now()
  const { times, bytes } = await readAll(read, proofs, connections)
  const seconds = (performance.now() - startedAt) / 1_000
  agent.destroy()
  const sorted = times.toSorted((left, right) => left - right)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return { seconds, bytes: Math.round(bytes / times.length), p50: at(0.5), p99: at(0.99) }
}

async function readAll(read: (dpop: string) => Promise<string>, proofs: string[], connections: number) {
  const times: number[] = []
  let bytes = 0
  const worker = async () => {
    for (let proof = proofs.pop(); proof !== undefined; proof = proofs.pop()) {
      const startedAt = performance.now()
      const text = await read(proof)
      times.push(performance.now() - startedAt)
      bytes += text.length
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  return { times, bytes }
}

function get(url: URL, agent: Agent, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        text += piece
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`status ${response.statusCode}: ${text}`))
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}
