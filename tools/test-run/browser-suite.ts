/** Runs the apps' stories in a real browser with Playwright, by playwright.config.ts. */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runNode } from '../programs/run-program.ts'
import { failedPages } from './failed-pages.ts'
import type { Tally } from './tally.ts'

export interface BrowserSuite {
  readonly root: string
  readonly files: readonly string[]
  readonly signal: AbortSignal
}

export async function runBrowserSuite({ root, files, signal }: BrowserSuite): Promise<Tally> {
  const report = join(root, 'test-results', 'e2e.json')
  await mkdir(dirname(report), { recursive: true })
  await rm(report, { force: true })
  const program = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  // Playwright takes file names as patterns.
  const patterns = files.map((file) => `/${file.replaceAll('.', '\\.')}$`)
  const { code } = await runNode([program, 'test', '--reporter=dot,json', ...patterns], {
    cwd: root,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    show: true,
    signal,
  })
  const told = await readFile(report, 'utf8').catch(() => '')
  const tally = tallyOf(told)
  if (tally.failed > 0) for (const page of failedPages(told)) console.log(page)
  // A run that breaks before or between its tests has no failed test to show.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** A test that only passed at the second attempt has failed. */
export function tallyOf(report: string): Tally {
  if (report === '') return { passed: 0, failed: 0, skipped: 0 }
  const { stats }: { stats: Readonly<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>> } =
    JSON.parse(report)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}
