/**
 * Goal: the database is there for whoever holds its key and for nobody else, and each reason not to start has a name.
 * Method: real servers on folders of their own; damage is done to the files, ports are taken by this process.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmod, mkdir, realpath, rm, stat, truncate } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { linkFolder, packageFolder, usableBinaries } from './binaries.ts'
import { withClient } from './create-databases.ts'
import { explainFailure } from './explain-failure.ts'
import { scratchFolder } from './fixtures/scratch-folder.ts'
import { startPostgres } from './start-postgres.ts'
import { asAccount, canEnter, unprivilegedAccount } from './unprivileged-user.ts'

const onlyRoot = process.getuid?.() === 0 ? false : 'only root has a home that others cannot enter'

test('the superuser gets in with the key, and not with another password', async () => {
  await using folder = await scratchFolder()
  await using postgres = await startPostgres({ stateFolder: folder.path, testing: true })
  const wrong = new URL(postgres.adminUrl)
  wrong.password = 'guess'
  assert.equal(await answerOf(postgres.adminUrl), 1)
  await assert.rejects(answerOf(wrong.href), { code: '28P01' })
})

test('the key is readable by its owner alone and lies outside the data', async () => {
  await using folder = await scratchFolder()
  await using postgres = await startPostgres({ stateFolder: folder.path, testing: true })
  const key = await stat(join(folder.path, 'keys', 'postgres.json'))
  assert.equal(key.mode & 0o777, 0o600)
  assert.ok(postgres.adminUrl.startsWith('postgresql://nornos_superuser:'))
})

test('data is checksummed, and only a cluster for tests does without flushing', async () => {
  await using folder = await scratchFolder()
  const settings = async (testing: boolean) => {
    await using postgres = await startPostgres({ stateFolder: folder.path, testing })
    // Awaited here, before the server goes out of scope.
    return await withClient(postgres.adminUrl, async (client) => {
      const { rows } = await client.query(
        "select current_setting('data_checksums') || current_setting('fsync') as both",
      )
      return rows[0]?.both
    })
  }
  assert.equal(await settings(true), 'onoff')
  assert.equal(await settings(false), 'onon')
})

test('a port that is taken is refused with the name of its holder, a free one is used', async () => {
  await using folder = await scratchFolder()
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const address = holder.address()
  assert.ok(address !== null && typeof address === 'object')
  const options = { stateFolder: folder.path, testing: true, port: address.port }
  await assert.rejects(startPostgres(options), (error: Error & { code: string }) => {
    assert.equal(error.code, 'port-taken')
    assert.match(
      error.message,
      new RegExp(`Port ${address.port} is taken by .*node.* \\(pid ${process.pid}\\)`),
    )
    return true
  })
  holder.close()
  await once(holder, 'close')
  await using postgres = await startPostgres(options)
  assert.equal(postgres.port, address.port)
})

test('two launchers do not run the same database; the next may once the first has stopped', async () => {
  await using folder = await scratchFolder()
  const options = { stateFolder: folder.path, testing: true }
  const first = await startPostgres(options)
  await assert.rejects(startPostgres(options), { code: 'state-in-use' })
  await first.stop()
  await first.stop()
  await using second = await startPostgres(options)
  assert.equal(await answerOf(second.adminUrl), 1)
})

test('damaged data is named as such, and so is a missing key', async () => {
  await using folder = await scratchFolder()
  const options = { stateFolder: folder.path, testing: true }
  await (await startPostgres(options)).stop()
  await truncate(join(folder.path, 'postgres', 'data', 'global', 'pg_control'), 100)
  await assert.rejects(startPostgres(options), { code: 'data-corrupt' })
  await rm(join(folder.path, 'keys', 'postgres.json'))
  await assert.rejects(startPostgres(options), { code: 'key-missing' })
})

test('a full disk is named as such', () => {
  const output = 'FATAL:  could not write lock file "postmaster.pid": No space left on device'
  assert.equal(explainFailure({ output, folder: '/state', port: 5432 }).code, 'disk-full')
})

test('a state folder that only root can enter still leads to the data', { skip: onlyRoot }, async () => {
  await using folder = await scratchFolder()
  await chmod(folder.path, 0o700)
  const real = async () => realpath(join(folder.path, 'postgres'))
  {
    await using postgres = await startPostgres({ stateFolder: folder.path, testing: true })
    assert.equal(await answerOf(postgres.adminUrl), 1)
    assert.match(await real(), /^\/var\/lib\/nornos\//)
  }
  await rm(await real(), { recursive: true })
  await assert.rejects(startPostgres({ stateFolder: folder.path, testing: true }), { code: 'data-corrupt' })
})

test('programs in a folder that only root can enter are run from a copy', { skip: onlyRoot }, async () => {
  await using folder = await scratchFolder()
  const account = unprivilegedAccount()
  const closed = join(folder.path, 'closed')
  await mkdir(closed, { mode: 0o700 })
  linkFolder(packageFolder(), join(closed, 'package'))
  assert.equal(canEnter(closed, account), false)
  const { postgres } = usableBinaries(account, folder.path, join(closed, 'package'))
  assert.ok(postgres.startsWith(join(folder.path, 'postgresql-18')))
  assert.equal(asAccount(account).uid, account?.uid)
})

async function answerOf(url: string): Promise<unknown> {
  return withClient(url, async (client) => (await client.query('select 1 as one')).rows[0]?.one)
}
