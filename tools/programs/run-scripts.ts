/** Runs scripts of a folder by name, each in a process of its own so that none warms or fills the next one's memory. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium, opensBrowser } from '../test-run/chromium.ts'
import { runNode } from './run-program.ts'

/** Sets a failing exit code when a name is unknown, none is given, or a script fails. */
export async function runScripts(folder: string, names: readonly string[]): Promise<void> {
  const known = readdirSync(folder)
    .filter((file) => /^[a-z][a-z0-9-]*\.ts$/.test(file))
    .map((file) => file.slice(0, -'.ts'.length))
  const unknown = names.filter((name) => !known.includes(name))
  if (names.length === 0 || unknown.length > 0) {
    console.error(`${unknown.length > 0 ? `unknown: ${unknown.join(' ')}; ` : ''}known: ${known.join(' ')}`)
    process.exitCode = 1
    return
  }
  const failed: string[] = []
  for (const name of names) {
    const file = join(folder, `${name}.ts`)
    if (opensBrowser(readFileSync(file, 'utf8'))) await ensureChromium(console.log)
    const { code } = await runNode([file], { cwd: process.cwd(), show: true })
    if (code !== 0) failed.push(name)
  }
  if (failed.length === 0) return
  console.error(`failed: ${failed.join(' ')}`)
  process.exitCode = 1
}
