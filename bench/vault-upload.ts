/**
 * How fast sealed file parts of 8 MiB go into the vault: over HTTP through the gateway, with DPoP, hashed while they
 * arrive, counted, synced to a folder, three at a time as a device sends them. The peer in the same run is the same
 * bytes sent to a bare server that writes each into a file and syncs it. Fails below a quarter of the peer.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sealObject } from '@nornos/crypto/vault-seal'
import { TestPlatform } from '@nornos/platform/testing'
import { logTo } from '@nornos/service-kit'
import { assert, toHex } from '@nornos/std'
import { startBareServer } from './vault-upload/bare-server.ts'

const PART_BYTES = 8 * 1024 * 1024
const PARTS = 30
const AT_ONCE = 3
const RATIO_MIN = 0.25

logTo({ write: () => undefined })
await using env = await TestPlatform.create()
await using folder = await makeFolder()
await using bare = await startBareServer(folder.path)
const patient = await env.makePatient()
const sealed = await sealParts()
const megabytes = sealed.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6

const peer = await rate(async ({ bytes }) => {
  const { status } = await fetch(bare.url, { method: 'PUT', body: bytes })
  assert(status === 201, 'the bare server takes it')
})
const uploaded = await rate(async ({ blobHash, bytes }) => {
  const params = { vaultId: patient.patientId, sha256: toHex(blobHash) }
  const { status } = await patient.api.blobPut({ params, body: bytes })
  assert(status === 201, 'the vault takes it')
})
const ratio = uploaded / peer
console.log(`${PARTS} parts of 8 MiB, ${AT_ONCE} at a time; bare server ${peer.toFixed(0)} MB/s`)
console.log(`vault-upload: ${uploaded.toFixed(0)} MB/s, ${ratio.toFixed(2)} x bare server`)
if (ratio < RATIO_MIN) process.exitCode = 1

async function sealParts() {
  const payload = new Uint8Array(PART_BYTES)
  const parts = []
  for (let part = 1; part <= PARTS; part++) {
    payload[0] = part
    const objectId = crypto.randomUUID()
    const object = { objectId, version: 1, kind: 'file-part', part, payload } as const
    parts.push(await sealObject(patient.created.vault, object))
  }
  return parts
}

/** MB/s. */
async function rate(send: (part: (typeof sealed)[number]) => Promise<void>): Promise<number> {
  const waiting = sealed.values()
  const lane = async () => {
    for (const part of waiting) await send(part)
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return megabytes / ((performance.now() - startedAt) / 1_000)
}

async function makeFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'nornos-upload-'))
  return { path: made, [Symbol.asyncDispose]: () => rm(made, { recursive: true, force: true }) }
}
