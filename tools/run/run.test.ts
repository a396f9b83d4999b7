/**
 * Goal: a script runs on what the lock file names, whoever installed it, and two at once do not break each other.
 * Method: a scratch repository with the real run.mjs, and an npm that only notes that it was called.
 */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type ScratchRepository, scratchRepository } from '../files/scratch-repository.ts'
import { runNode } from '../programs/run-program.ts'

const tools = join(import.meta.dirname, '..')
const npm = `
  const fs = require('node:fs')
  fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n')
  fs.rmSync('node_modules', { recursive: true, force: true })
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  fs.mkdirSync('node_modules')
  process.exitCode = fs.existsSync('npm-fails') ? 1 : 0
`
const lock = (version: string) =>
  JSON.stringify({
    packages: { 'node_modules/zod': { version, integrity: 'x' }, 'node_modules/mac': { optional: true } },
  })

test('the first run installs, the next does not, a changed lock file does again', async () => {
  using repository = checkout()
  for (const version of ['1', '1', '2']) {
    repository.write({ 'package-lock.json': lock(version) })
    assert.equal((await runHello(repository)).code, 0)
  }
  assert.equal(installsIn(repository), 2)
})

test('two runs at once install once, and both go on', async () => {
  using repository = checkout()
  const runs = await Promise.all([runHello(repository), runHello(repository), runHello(repository)])
  assert.deepEqual(
    runs.map(({ code }) => code),
    [0, 0, 0],
  )
  assert.equal(installsIn(repository), 1)
})

test('what npm install has put in place by hand is left alone', async () => {
  using repository = checkout()
  repository.write({ 'node_modules/.package-lock.json': lock('1') })
  assert.equal((await runHello(repository)).code, 0)
  assert.equal(installsIn(repository), 0)
})

test('a failed install is told and tried again', async () => {
  using repository = checkout()
  repository.write({ 'npm-fails': '' })
  const { code, output } = await runHello(repository)
  assert.equal(code, 1)
  assert.match(output, /npm ci failed \(exit 1\)/)
  await runHello(repository)
  assert.equal(installsIn(repository), 2)
})

test('the lock of an installer that was killed is set aside', async () => {
  using repository = checkout()
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  repository.write({ '.build/install.lock': String(dead) })
  assert.equal((await runHello(repository)).code, 0)
  assert.equal(existsSync(join(repository.root, '.build', 'install.lock')), false)
})

test('arguments, the exit code and signals pass through', async () => {
  using repository = checkout()
  const { code, output } = await runHello(repository, ['a b', '--seven'])
  assert.equal(code, 7)
  assert.match(output, /hello \["a b","--seven"\]/)

  const child = start(repository, ['--wait'])
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [9, null])
})

test('a tool that does not exist is refused, with the ones that do', async () => {
  using repository = checkout()
  const { code, output } = await runNode(['tools/run.mjs', '../hello'], { cwd: repository.root })
  assert.equal(code, 1)
  assert.match(output, /known: hello/)
})

function checkout(): ScratchRepository {
  const repository = scratchRepository({
    'package-lock.json': lock('1'),
    'npm.js': npm,
    'tools/hello.ts': `
      const words: readonly string[] = process.argv.slice(2)
      process.on('SIGTERM', () => process.exit(9))
      console.log('hello', JSON.stringify(words))
      if (words.includes('--wait')) setInterval(() => words, 60_000)
      if (words.includes('--seven')) process.exitCode = 7
    `,
  })
  mkdirSync(join(repository.root, 'tools', 'run'))
  for (const file of ['run.mjs', 'run/install.mjs', 'run/lock.mjs', 'run/own-node.mjs']) {
    cpSync(join(tools, file), join(repository.root, 'tools', file))
  }
  writeFileSync(join(repository.root, 'npm.log'), '')
  return repository
}

function runHello(repository: ScratchRepository, words: readonly string[] = []) {
  return runNode(['tools/run.mjs', 'hello', ...words], { cwd: repository.root, env: environment(repository) })
}

function start(repository: ScratchRepository, words: readonly string[]) {
  return spawn(process.execPath, ['tools/run.mjs', 'hello', ...words], {
    cwd: repository.root,
    env: environment(repository),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

function environment(repository: ScratchRepository): NodeJS.ProcessEnv {
  return { ...process.env, npm_execpath: join(repository.root, 'npm.js') }
}

function installsIn(repository: ScratchRepository): number {
  return readFileSync(join(repository.root, 'npm.log'), 'utf8').split('\n').length - 1
}
