/** The browser that tests drive: Debian's Chromium, installed when it is missing and we may. */
import { existsSync } from 'node:fs'
import { runProgram } from '../programs/run-program.ts'

export class MissingChromium extends Error {
  override readonly name = 'MissingChromium'
}

/** `NORNOS_CHROMIUM` names another one. */
export const chromiumPath = process.env['NORNOS_CHROMIUM'] ?? '/usr/bin/chromium'

/** Throws `MissingChromium`, saying what to do, when it is not there and cannot be installed. */
export async function ensureChromium(print: (line: string) => void): Promise<void> {
  if (existsSync(chromiumPath)) return
  const advice = `There is no Chromium at ${chromiumPath}. Install Debian's package chromium, or set NORNOS_CHROMIUM.`
  const mayInstall = process.env['NORNOS_CHROMIUM'] === undefined && process.getuid?.() === 0
  if (!mayInstall || !existsSync('/etc/debian_version')) throw new MissingChromium(advice)
  print('Installing Chromium from Debian, once…')
  await aptGet(['update'], advice)
  await aptGet(['install', '-y', 'chromium'], advice)
  if (!existsSync(chromiumPath)) throw new MissingChromium(advice)
}

async function aptGet(args: readonly string[], advice: string): Promise<void> {
  const { code, output } = await runProgram('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    cwd: '/',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (code !== 0) throw new MissingChromium(`${advice}\napt-get ${args[0]} failed:\n${output.trim()}`)
}
