/**
 * Code of ours in a worker of a real Chromium: bundled and served as the apps' workers are, under the same headers. For
 * tests and measurements of what must hold in a browser as well as in Node.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { bundleWorkers, serveApp } from '@nornos/web-build'
import { chromium } from '@playwright/test'
import { chromiumPath } from './chromium-path.ts'

export interface BrowserWorker extends AsyncDisposable {
  /** What the worker answers; throws what it throws. One question at a time; both are JSON. */
  ask(question: unknown): Promise<unknown>
}

export interface BrowserWorkerOptions {
  /** Absolute path of a source file that calls `answerQuestions`. */
  readonly entry: string
  /** The gateway that it may reach. */
  readonly apiUrl?: string
}

// The policy of the headers lets no script in but from a file, and no address of one but through a policy.
const page = '<!doctype html><title>Worker</title><script src="/start.js"></script>'
const start = `
const policy = trustedTypes.createPolicy('default', { createScriptURL: (address) => address })
const worker = new Worker(policy.createScriptURL('/workers/task.js'), { type: 'module' })
globalThis.askWorker = (question) => new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => (data.ok ? resolve(data.value) : reject(new Error(data.error)))
  worker.onerror = ({ message }) => reject(new Error(message))
  worker.postMessage(question)
})
`

/** Throws when the entry cannot be bundled or Chromium does not start. */
export async function startBrowserWorker({ apiUrl, entry }: BrowserWorkerOptions): Promise<BrowserWorker> {
  await using starting = new AsyncDisposableStack()
  const outFolder = await mkdtemp(join(tmpdir(), 'nornos-worker-'))
  starting.defer(() => rm(outFolder, { recursive: true, force: true }))
  await writeFile(join(outFolder, 'index.html'), page)
  await writeFile(join(outFolder, 'start.js'), start)
  const workers = { task: basename(entry) }
  await bundleWorkers(
    { appFolder: dirname(entry), name: 'patient', workers, packageFiles: {}, serviceWorker: false },
    outFolder,
  )
  const served = starting.use(
    await serveApp({ outFolder, port: 0, apiUrl: apiUrl ?? null, platformId: 'none' }),
  )
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  starting.defer(() => browser.close())
  const opened = await browser.newPage()
  await opened.goto(served.url)
  const started = starting.move()
  return {
    ask: (question) =>
      opened.evaluate((one) => {
        const ask: unknown = Reflect.get(globalThis, 'askWorker')
        if (typeof ask !== 'function') throw new Error('the page has not started')
        return ask(one)
      }, question),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}
