/**
 * A Chromium with its profile on the disk, as on a person's own computer, and nobody who looks into it: a browser that is
 * watched keeps whatever its pages send. Playwright comes for the time of a few clicks and goes again.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type LaunchOptions, type Page } from '@playwright/test'
import { connectDevtools, type Devtools } from './devtools.ts'

export interface OwnChromium extends AsyncDisposable {
  readonly processId: number
  /** Playwright on the one page, for the time of `work`. */
  visit<Value>(work: (page: Page) => Promise<Value>): Promise<Value>
  /** What happens to the page from then on without anybody watching; call it while nobody visits. */
  readonly page: Devtools
  /** As `work` ends, unless the browser ends before it: then it never would. */
  outlive<Value>(work: Promise<Value>): Promise<Value>
  /** The path of the next file that the page offers, once it is there. */
  nextDownload(): Promise<string>
}

export async function startChromium(folder: string, launch: LaunchOptions): Promise<OwnChromium> {
  const downloads = join(folder, 'downloads')
  await mkdir(downloads, { recursive: true })
  const child = spawn(
    launch.executablePath ?? '',
    [
      ...(launch.args ?? []),
      ...['--headless=new', '--remote-debugging-port=0', '--window-size=1280,900', '--lang=en-GB'],
      ...[`--user-data-dir=${join(folder, 'profile')}`, 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = once(child, 'exit')
  const address = await devtoolsAddress(child)
  const browser = await connectDevtools(address)
  await browser.send('Browser.setDownloadBehavior', {
    ...{ behavior: 'allowAndName', downloadPath: downloads, eventsEnabled: true },
  })
  const [target] = await targets(address)
  const page = await connectDevtools(target ?? '')
  return {
    processId: child.pid ?? 0,
    page,
    async visit(work) {
      const visitor = await chromium.connectOverCDP(address, { isLocal: true, noDefaults: true })
      try {
        const [first] = visitor.contexts()[0]?.pages() ?? []
        if (first === undefined) throw new Error('there is no page')
        return await work(first)
      } finally {
        await visitor.close()
      }
    },
    outlive: (work) =>
      Promise.race([
        work,
        ended.then(() => {
          throw new Error('the browser ended')
        }),
      ]),
    async nextDownload() {
      const isOver = ({ state }: { readonly state?: unknown }) =>
        state === 'completed' || state === 'canceled'
      const { guid, state } = await browser.event('Browser.downloadProgress', isOver)
      if (state === 'canceled') throw new Error('the download was called off')
      return join(downloads, String(guid))
    },
    async [Symbol.asyncDispose]() {
      // It may be gone before it answers.
      await browser.send('Browser.close', {}).catch(() => undefined)
      await ended
    },
  }
}

async function devtoolsAddress({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('a browser without output')
  for await (const line of createInterface(stderr)) {
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    // What it prints later is nobody's, but must not fill the pipe.
    stderr.resume()
    return address
  }
  throw new Error('the browser ended before it listened')
}

/** The addresses of its pages. */
async function targets(address: string): Promise<readonly string[]> {
  const reply = await fetch(`http://${new URL(address).host}/json/list`)
  const all: readonly { readonly type: string; readonly webSocketDebuggerUrl: string }[] = await reply.json()
  return all.filter(({ type }) => type === 'page').map(({ webSocketDebuggerUrl }) => webSocketDebuggerUrl)
}
