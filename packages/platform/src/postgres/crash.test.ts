/**
 * Goal: no acknowledged row is lost and no start is refused, whatever was killed, and when.
 * Method: a launcher in a process of its own commits rows and prints each; it, or the server, is killed with
 * SIGKILL in the middle; the database is started again on the same folder and must hold every printed row.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { withClient } from './create-databases.ts'
import { scratchFolder } from './fixtures/scratch-folder.ts'
import { readServerNote } from './server-process.ts'
import { startPostgres } from './start-postgres.ts'

const launcher = fileURLToPath(new URL('fixtures/acknowledging-launcher.ts', import.meta.url))

test('rows that were acknowledged outlive a launcher that is killed, and its orphan is replaced', async () => {
  await using folder = await scratchFolder()
  let acknowledged = 0
  for (const rows of [50, 1, 200]) {
    acknowledged = await writeUntilKilled(folder.path, rows, (pid) => process.kill(pid, 'SIGKILL'))
  }
  const orphan = readServerNote(join(folder.path, 'postgres', 'data'))?.pid
  await using postgres = await startPostgres({ stateFolder: folder.path })
  assert.ok((await rowsIn(postgres.adminUrl)) >= acknowledged)
  assert.notEqual(readServerNote(join(folder.path, 'postgres', 'data'))?.pid, orphan)
})

test('rows that were acknowledged outlive a server that is killed', async () => {
  await using folder = await scratchFolder()
  const acknowledged = await writeUntilKilled(folder.path, 100, (pid) => {
    process.kill(readServerNote(join(folder.path, 'postgres', 'data'))?.pid ?? 0, 'SIGKILL')
    process.kill(pid, 'SIGKILL')
  })
  await using postgres = await startPostgres({ stateFolder: folder.path })
  assert.ok((await rowsIn(postgres.adminUrl)) >= acknowledged)
})

test('a first start that was killed half-way is done again', async () => {
  await using folder = await scratchFolder()
  const draft = join(folder.path, 'postgres', 'data.draft')
  await mkdir(draft, { recursive: true })
  await writeFile(join(draft, 'PG_VERSION'), '18\n')
  await using postgres = await startPostgres({ stateFolder: folder.path, testing: true })
  assert.match(await versionOf(postgres.adminUrl), /^18\./)
})

async function writeUntilKilled(
  stateFolder: string,
  rows: number,
  kill: (pid: number) => void,
): Promise<number> {
  const child = spawn(process.execPath, [launcher, stateFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  let seen = 0
  let last = 0
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    seen += 1
    if (seen === rows && child.pid !== undefined) kill(child.pid)
  }
  await exited
  assert.ok(seen >= rows, 'the launcher ended before it was killed')
  return last
}

async function rowsIn(adminUrl: string): Promise<number> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ count: string; last: number }>(
      'select count(*), max(number) as last from rows',
    )
    assert.equal(Number(rows[0]?.count), rows[0]?.last)
    return Number(rows[0]?.count)
  })
}

async function versionOf(adminUrl: string): Promise<string> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version ?? ''
  })
}
