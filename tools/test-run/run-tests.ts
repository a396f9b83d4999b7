/** One run of tests: the browser is there, one database serves all files, every suite is counted. */
import { startTestCluster } from '@nornos/platform/postgres'
import { runBrowserSuite } from './browser-suite.ts'
import { ensureChromium } from './chromium.ts'
import { selectTests } from './selection.ts'
import { isGreen, lineOf, sum, type Tally } from './tally.ts'
import { runUnitSuite } from './unit-suite.ts'

export interface TestRun {
  readonly root: string
  /** Paths or parts of paths; empty takes every file. */
  readonly words: readonly string[]
  readonly suites: readonly ('unit' | 'browser')[]
}

/** Prints the counts last and sets the exit code. */
export async function runTests({ root, words, suites }: TestRun): Promise<void> {
  const signal = untilInterrupted()
  const { unit, browser, needsBrowser } = selectTests(root, words)
  if (needsBrowser) await ensureChromium(console.log)
  const tallies: Tally[] = []
  {
    await using _database = await provideDatabase()
    if (suites.includes('unit') && unit.length > 0) {
      tallies.push(await announce('unit', runUnitSuite({ root, files: unit, signal, print: console.log })))
    }
    if (suites.includes('browser') && browser.length > 0) {
      tallies.push(await announce('e2e', runBrowserSuite({ root, files: browser, signal })))
    }
  }
  const total = sum(tallies)
  console.log(lineOf(total))
  process.exitCode = isGreen(total) && !signal.aborted ? 0 : 1
}

async function announce(name: string, suite: Promise<Tally>): Promise<Tally> {
  const start = performance.now()
  const tally = await suite
  console.log(`${name}: ${lineOf(tally)} (${Math.round((performance.now() - start) / 1000)} s)`)
  return tally
}

/** Test files find it by NORNOS_TEST_POSTGRES and NORNOS_TEST_KEYS; whoever sets them brings a server of their own. */
async function provideDatabase(): Promise<AsyncDisposable> {
  if (process.env['NORNOS_TEST_POSTGRES'] !== undefined) return new AsyncDisposableStack()
  const cluster = await startTestCluster()
  process.env['NORNOS_TEST_POSTGRES'] = cluster.adminUrl
  process.env['NORNOS_TEST_KEYS'] = cluster.keyFolder
  return cluster
}

/** Ctrl-C ends the suites, and then the database in the ordinary way. */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort())
  return controller.signal
}
