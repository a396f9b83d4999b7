/** The browser that tests, benches and drills drive: Debian's Chromium, installed when it is missing and we may. */
import { existsSync } from 'node:fs'
import { chromiumAdvice, chromiumPackages, findChromium } from '@nornos/platform/testing/chromium-path'
import { runProgram } from '../programs/run-program.ts'

export class MissingChromium extends Error {
  override readonly name = 'MissingChromium'
}

/** Whether a program opens the browser, by its source: itself, or with a worker of ours in it. */
export function opensBrowser(source: string): boolean {
  return /playwright|startBrowserWorker/.test(source)
}

/** Throws `MissingChromium`, saying what to do, when it is not there and cannot be installed. */
export async function ensureChromium(print: (line: string) => void): Promise<void> {
  if (findChromium() !== null) return
  const mayInstall = process.env['NORNOS_CHROMIUM'] === undefined && process.getuid?.() === 0
  if (!mayInstall || !existsSync('/etc/debian_version')) throw new MissingChromium(chromiumAdvice)
  print('Installing Chromium from Debian, once…')
  const failures = [await aptGet(['update'])]
  for (const { name } of chromiumPackages) {
    failures.push(await aptGet(['install', '-y', name]))
    if (findChromium() !== null) return
  }
  throw new MissingChromium([chromiumAdvice, ...failures].join('\n').trimEnd())
}

/** What it said when it failed. */
async function aptGet(args: readonly string[]): Promise<string> {
  const { code, output } = await runProgram('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    cwd: '/',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return code === 0 ? '' : `apt-get ${args.join(' ')} failed:\n${output.trim()}`
}
