/** What the renderer processes of a browser hold in memory, read from /proc. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** Megabytes that the largest renderer has held at once since `forgetPeaks`; the program of the browser counts. */
export function peakOfRenderers(browserId: number): number {
  return Math.max(0, ...renderersOf(browserId).map((one) => megabytesOf('VmHWM', one)))
}

/** Megabytes that the largest renderer holds now. */
export function sizeOfRenderers(browserId: number): number {
  return Math.max(0, ...renderersOf(browserId).map((one) => megabytesOf('VmRSS', one)))
}

export function forgetPeaks(browserId: number): void {
  for (const one of renderersOf(browserId)) writeFileSync(`/proc/${one}/clear_refs`, '5')
}

function renderersOf(browserId: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1]
    if (/^\d+$/.test(name) && parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const isBelow = (one: number | undefined): boolean =>
    one !== undefined && (one === browserId || isBelow(parents.get(one)))
  return [...parents.keys()].filter(
    (one) => isBelow(one) && read(`/proc/${one}/cmdline`).includes('--type=renderer'),
  )
}

function megabytesOf(line: 'VmHWM' | 'VmRSS', processId: number): number {
  const kibibytes = new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${processId}/status`))?.[1]
  return (Number(kibibytes ?? 0) * 1024) / 1e6
}

/** Nothing for a process that has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
