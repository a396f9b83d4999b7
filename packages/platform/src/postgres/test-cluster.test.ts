/**
 * Goal: a run of tests leaves nothing behind, neither when it ends well nor when it was killed.
 * Method: one cluster is used and disposed of; another is started by a process that is killed, then a third is made.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { withClient } from './create-databases.ts'
import { commandOf } from './processes.ts'
import { readServerNote } from './server-process.ts'
import { startTestCluster } from './test-cluster.ts'

const launcher = fileURLToPath(new URL('fixtures/test-cluster-launcher.ts', import.meta.url))

test('a cluster that is disposed of leaves neither folder nor server', async () => {
  let folder: string
  let pid: number
  {
    await using cluster = await startTestCluster()
    folder = dirname(cluster.keyFolder)
    pid = readServerNote(join(folder, 'postgres', 'data'))?.pid ?? 0
    await withClient(cluster.adminUrl, (client) => client.query('select 1'))
    assert.notEqual(commandOf(pid), null)
  }
  assert.equal(commandOf(pid), null)
  assert.equal(existsSync(folder), false)
})

test('what a killed run left is removed by the next, and what a living run uses is not', async () => {
  const child = spawn(process.execPath, [launcher], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [announced] = await once(child.stdout.setEncoding('utf8'), 'data')
  const folder = dirname(String(announced).trim())
  const pid = readServerNote(join(folder, 'postgres', 'data'))?.pid ?? 0

  await (await startTestCluster())[Symbol.asyncDispose]()
  assert.notEqual(commandOf(pid), null)

  child.kill('SIGKILL')
  await once(child, 'exit')
  await (await startTestCluster())[Symbol.asyncDispose]()
  assert.equal(commandOf(pid), null)
  assert.equal(existsSync(folder), false)
})
