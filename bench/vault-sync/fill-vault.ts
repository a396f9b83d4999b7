/**
 * Fills a patient's vault with blocks of a day, as a device would have left them: really sealed, really committed.
 * Only their bytes and the rows that announce them are laid past the service, which would take minutes to store them.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { makeCommit, sealedChange, sealObject } from '@nornos/crypto/vault-seal'
import { bucketOf, type Change, deriveBucketHash, deriveStateRoot } from '@nornos/crypto/verify'
import { addSample, blocksOfColumns, encodeBlock, makeColumns, metrics, SourceId } from '@nornos/health-model'
import { urlFor } from '@nornos/platform/postgres'
import type { TestPatient, TestPlatform } from '@nornos/platform/testing'
import { type Database, openDatabase } from '@nornos/service-kit'
import { type Bytes, present, toBase64Url, toHex } from '@nornos/std'

const DAY = 86_400_000
/** Days of each metric. */
const DAYS = 5_000
const HOURS = [6, 9, 14, 20]
/** In each object. */
export const SAMPLES = HOURS.length
const FIRST_DAY = Math.floor(Date.UTC(2012, 0, 1) / DAY)
const CHANGES_MAX = 1_000
const source = SourceId.parse('0123456789abcdef0123456789abcdef')

/** The n-th five thousand objects are days of the n-th of these. */
const filled = [...metrics.values()].filter(({ codes, kind }) => kind === 'sample' && !codes)

export async function fillVault(env: TestPlatform, patient: TestPatient, objects: number): Promise<void> {
  const { database } = present(env.installation.databases['vault'], 'the vault has a database')
  const db = openDatabase({ url: urlFor(env.adminUrl, { database }), connectionsMax: 1 })
  const folder = path.join(env.installation.folders.objects, 'vault', 'blobs', patient.patientId)
  for (let byte = 0; byte < 256; byte++) {
    await mkdir(path.join(folder, byte.toString(16).padStart(2, '0')), { recursive: true })
  }
  const commit = committer(patient)
  for (let first = 0; first < objects; first += CHANGES_MAX) {
    const count = Math.min(CHANGES_MAX, objects - first)
    const sealed = await Promise.all(
      Array.from({ length: count }, async (_, index) =>
        sealObject(patient.created.vault, {
          ...{ objectId: crypto.randomUUID(), version: 1, kind: 'block', codec: 'raw' },
          payload: await blockOf(patient, first + index),
        }),
      ),
    )
    await Promise.all(
      sealed.map(({ blobHash, bytes }) => {
        const name = toHex(blobHash)
        return writeFile(path.join(folder, name.slice(0, 2), name), bytes)
      }),
    )
    await announce(db, patient.patientId, sealed)
    await commit(sealed.map(sealedChange))
  }
  await db.query('vacuum analyze blobs', [])
  await db.close()
}

/** Four samples of one metric on one day. */
async function blockOf({ deviceId }: TestPatient, index: number): Promise<Bytes> {
  const metric = present(filled[Math.floor(index / DAYS)], 'not more objects than metrics have days')
  const [minimum, maximum] = metric.plausible ?? [0, 100]
  const value = (minimum + maximum) / 2
  const columns = makeColumns(metric.id, source)
  const day = (FIRST_DAY + (index % DAYS)) * DAY
  for (const hour of HOURS) {
    const at = day + hour * 3_600_000
    const added = addSample(columns, at, at, value, metric.unit, '')
    if (!added.ok) throw new Error(`the sample was refused: ${added.error.type}`)
  }
  const [block] = blocksOfColumns(columns, deviceId, 'day')
  return encodeBlock(present(block, 'four samples are a block'))
}

async function announce(
  db: Database,
  vaultId: string,
  sealed: readonly { readonly blobHash: Bytes; readonly bytes: Bytes }[],
): Promise<void> {
  await db.query(
    `insert into blobs (vault_id, hash, size, epoch, state)
     select $1, t.hash, t.size, 0, 'staged' from unnest($2::bytea[], $3::bigint[]) as t (hash, size)`,
    [vaultId, sealed.map(({ blobHash }) => blobHash), sealed.map(({ bytes }) => bytes.length)],
  )
}

function committer({ api, created, patientId: vaultId }: TestPatient): (changes: Change[]) => Promise<void> {
  const buckets = Map.groupBy([...created.genesis.commit.changes], ({ objectId }) => bucketOf(objectId))
  let { head } = created.genesis.commit
  let number = 1
  return async (changes) => {
    for (const change of changes) {
      const bucket = bucketOf(change.objectId)
      buckets.set(bucket, [...(buckets.get(bucket) ?? []), change])
    }
    const hashes = Array.from({ length: 256 }, (_, bucket) => deriveBucketHash(buckets.get(bucket) ?? []))
    const { bytes, commit } = await makeCommit(created.device, {
      ...{ vaultId, number: ++number, previous: head, changes, epoch: 0, isRotation: false },
      ...{ rosterHash: created.roster.roster.hash, deviceId: created.device.deviceId, time: Date.now() },
      stateRoot: await deriveStateRoot(await Promise.all(hashes)),
    })
    const { problem, status } = await api.commitCreate({
      params: { vaultId },
      body: { commit: toBase64Url(bytes) },
    })
    if (status !== 201) throw new Error(`the commit was refused: ${problem}`)
    head = commit.head
  }
}
