/** Debian's servers for tests: installed when they are missing and we may, and never started as a service. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The machine lacks a program and cannot install it; the message says what to do. */
export class MissingProgram extends Error {
  override readonly name = 'MissingProgram'
}

/** `programs` are absolute paths that `packages` bring. */
export function ensurePrograms(packages: readonly string[], programs: readonly string[]): void {
  const isThere = () => programs.every((program) => existsSync(program))
  if (isThere()) return
  const advice = `Install ${packages.join(' ')}: ${programs.join(', ')} must be there.`
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) throw new MissingProgram(advice)
  aptGet(['update'], advice)
  aptGet(['install', '-y', '--no-install-recommends', ...packages], advice)
  if (!isThere()) throw new MissingProgram(advice)
}

/** Whether `ensurePrograms` can succeed here: a test that cannot have its server is skipped, and counted so. */
export function canHavePrograms(programs: readonly string[]): boolean {
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  return mayInstall || programs.every((program) => existsSync(program))
}

function aptGet(words: readonly string[], advice: string): void {
  // A run level of one keeps the packages from starting what they install.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=300']
  const { status, stderr } = spawnSync('apt-get', [...options, ...words], { env, encoding: 'utf8' })
  if (status !== 0) throw new MissingProgram(`${advice}\napt-get ${words[0]} failed:\n${stderr}`)
}
