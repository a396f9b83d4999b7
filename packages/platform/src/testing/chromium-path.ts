/** Where the Chromium is that tests drive. */
import { existsSync } from 'node:fs'

/** Debian's packages with the program of each. The first has no windows and costs a fifth less time in a run. */
export const chromiumPackages = [
  { name: 'chromium-headless-shell', path: '/usr/bin/chromium-headless-shell' },
  { name: 'chromium', path: '/usr/bin/chromium' },
] as const

/** `NORNOS_CHROMIUM`, or the first of Debian's that is there; null when there is none. */
export function findChromium(): string | null {
  const named = process.env['NORNOS_CHROMIUM']
  if (named !== undefined) return existsSync(named) ? named : null
  return chromiumPackages.find(({ path }) => existsSync(path))?.path ?? null
}

/** The same; where there is none, the path that it would have, which is what a launch complains about. */
export function chromiumPath(): string {
  return findChromium() ?? chromiumPackages[0].path
}

export const chromiumAdvice =
  "There is no Chromium here. Install Debian's package chromium-headless-shell, or set NORNOS_CHROMIUM to the path of one."
