/**
 * What can be wrong with what a vault service keeps, done to the real one behind its back: rows by the database's owner
 * with its rules switched off, bytes in the folder of objects. Everything can be undone.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { TestPlatform } from '@nornos/platform/testing'
import pg from 'pg'

export type Undo = () => Promise<void>

interface Row {
  readonly n: number
  readonly head: Buffer
}

export interface Damage {
  /** As an old backup would: without the newest step, and without a word about it. */
  hideNewest(): Promise<Undo>
  /** Another history of the same length. */
  forkHead(): Promise<Undo>
  /** The newest step is said to come from a device that nobody knows. */
  strangeDevice(): Promise<Undo>
  /** The newest object is no longer there. */
  loseNewest(): Promise<Undo>
  /** The newest object has one other byte. */
  alterNewest(): Promise<Undo>
}

export async function openDamage(platform: TestPlatform, vaultId: string): Promise<Damage & AsyncDisposable> {
  const url = new URL(platform.adminUrl)
  url.pathname = `/${platform.installation.databases['vault']?.database ?? ''}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query("set session_replication_role = 'replica'")

  async function rows<Found>(text: string, ...values: readonly unknown[]): Promise<readonly Found[]> {
    return (await client.query(text, [vaultId, ...values])).rows
  }

  async function one<Found>(text: string, ...values: readonly unknown[]): Promise<Found> {
    const [row] = await rows<Found>(text, ...values)
    if (row === undefined) throw new Error(`nothing found: ${text}`)
    return row
  }

  const head = () => one<Row>('select n, head from vaults where vault_id = $1')

  async function setHead({ head: hash, n }: Row): Promise<void> {
    await client.query('update vaults set n = $2, head = $3 where vault_id = $1', [vaultId, n, hash])
  }

  async function newestCommit(): Promise<Buffer> {
    const { body } = await one<{ body: Buffer }>(
      'select body from commits where vault_id = $1 order by n desc limit 1',
    )
    return body
  }

  async function newestFile(): Promise<string> {
    const { hash } = await one<{ hash: Buffer }>(
      "select hash from blobs where vault_id = $1 and state = 'live' order by at desc, hash limit 1",
    )
    const name = hash.toString('hex')
    const folder = path.join(platform.installation.folders.objects, 'vault', 'blobs', vaultId)
    return path.join(folder, name.slice(0, 2), name)
  }

  return {
    async hideNewest() {
      const now = await head()
      const body = await newestCommit()
      await client.query('delete from commits where vault_id = $1 and n = $2', [vaultId, now.n])
      await setHead({ n: Number(now.n) - 1, head: sha256(await newestCommit()) })
      return async () => {
        await client.query('insert into commits (vault_id, n, body) values ($1, $2, $3)', [
          vaultId,
          now.n,
          body,
        ])
        await setHead(now)
      }
    },
    async forkHead() {
      const now = await head()
      await setHead({ ...now, head: sha256(now.head) })
      return () => setHead(now)
    },
    async strangeDevice() {
      const now = await head()
      const body = await newestCommit()
      const strange = Buffer.from(body)
      Buffer.from(randomUUID().replaceAll('-', ''), 'hex').copy(strange, 128)
      const write = (bytes: Buffer) =>
        client.query('update commits set body = $3 where vault_id = $1 and n = $2', [vaultId, now.n, bytes])
      await write(strange)
      await setHead({ ...now, head: sha256(strange) })
      return async () => {
        await write(body)
        await setHead(now)
      }
    },
    async loseNewest() {
      const file = await newestFile()
      await rename(file, `${file}-lost`)
      return () => rename(`${file}-lost`, file)
    },
    async alterNewest() {
      const file = await newestFile()
      const bytes = await readFile(file)
      const altered = Buffer.from(bytes)
      altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1
      await writeFile(file, altered)
      return () => writeFile(file, bytes)
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
