/**
 * `node tools/run.mjs NAME …`: what every package script calls. Installs when the lock file says so, then runs
 * tools/NAME.ts under the repository's own Node. Plain JavaScript, because the machine's Node may be 20.
 * Read next: run/install.mjs, run/own-node.mjs.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installWhenNeeded } from './run/install.mjs'
import { ownNode } from './run/own-node.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [name = '', ...rest] = process.argv.slice(2)
const script = join(root, 'tools', `${name}.ts`)

if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(script)) {
  const known = readdirSync(join(root, 'tools')).filter((file) => /^[a-z][a-z0-9-]*\.ts$/.test(file))
  fail(`there is no tool "${name}"; known: ${known.map((file) => file.slice(0, -3)).join(' ')}`)
}
try {
  await installWhenNeeded(root)
  runUnder(ownNode(root))
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}

/** @param {string} node path of the Node to run under */
function runUnder(node) {
  const path = [dirname(node), process.env.PATH ?? ''].join(delimiter)
  // Sources are TypeScript: a third of the start of every process goes into taking their types away, unless it is kept.
  const { NODE_COMPILE_CACHE = join(root, '.build', 'compile-cache') } = process.env
  const child = spawn(node, [script, ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path, NODE_COMPILE_CACHE },
  })
  // A terminal sends Ctrl-C to the whole group: passing it on would make it arrive twice.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !terminal) child.kill(signal)
    })
  }
  child.on('error', (error) => fail(`cannot run ${node}: ${error.message}`))
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal]
  })
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message)
  process.exit(1)
}
