/** What is kept of an upload so that it goes on after a reload: which file it was, and which parts the vault has. */
import { fromBase64Url, present, toBase64Url } from '@nornos/std'
import * as z from 'zod/mini'
import type { OpenDevice } from '../open-device.ts'
import type { StorageChange } from '../storage/device-storage.ts'

const Upload = z.strictObject({
  uploadId: z.string(),
  fileId: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  /** How the same file is known again: when it was changed, and the SHA-256 of its first and last part. */
  modified: z.number(),
  first: z.string(),
  last: z.string(),
  /** The keys under which its parts are sealed. */
  epoch: z.int(),
  startedAt: z.number(),
  replaces: z.nullable(z.string()),
})
export type Upload = z.infer<typeof Upload>

/** The vault has this part. Its sealed bytes are nowhere else, and are never made again. */
const Part = z.strictObject({
  hash: z.string(),
  /** Of the blob. */
  size: z.int(),
  /** State of the SHA-256 of the file after this part, base64url. */
  state: z.string(),
})

export interface KeptPart {
  readonly hash: string
  readonly size: number
  readonly state: Uint8Array
}

const prefix = 'upload-'
const partPrefix = 'uploaded-'

export async function readUploads({ boxes, storage }: OpenDevice): Promise<readonly Upload[]> {
  const uploads: Upload[] = []
  for (const key of await storage.keys('index', prefix)) {
    uploads.push(present(await boxes.openJson('index', key, Upload), 'a key that was listed'))
  }
  return uploads.sort((left, right) => left.startedAt - right.startedAt)
}

export async function keepUpload({ boxes, storage }: OpenDevice, upload: Upload): Promise<void> {
  await storage.write([await boxes.sealJson('index', `${prefix}${upload.uploadId}`, upload)], 'strict')
}

export async function readParts(
  { boxes, storage }: OpenDevice,
  uploadId: string,
): Promise<Map<number, KeptPart>> {
  const parts = new Map<number, KeptPart>()
  for (const key of await storage.keys('index', `${partPrefix}${uploadId}-`)) {
    const { hash, size, state } = present(await boxes.openJson('index', key, Part), 'a key that was listed')
    const bytes = present(fromBase64Url(state), 'a state was written as base64url')
    parts.set(Number(key.slice(key.lastIndexOf('-') + 1)), { hash, size, state: bytes })
  }
  return parts
}

/** On the disk before anybody counts on it. */
export async function keepPart(
  { boxes, storage }: OpenDevice,
  uploadId: string,
  part: number,
  { hash, size, state }: KeptPart,
): Promise<void> {
  const kept = { hash, size, state: toBase64Url(state) }
  await storage.write([await boxes.sealJson('index', partKey(uploadId, part), kept)], 'strict')
}

export async function forgetParts(
  { storage }: OpenDevice,
  uploadId: string,
  parts: Iterable<number>,
): Promise<void> {
  const gone = [...parts].map((part) => removal(partKey(uploadId, part)))
  await storage.write(gone, 'strict')
}

/** Nothing of it is left on this device. */
export async function forgetUpload({ storage }: OpenDevice, uploadId: string): Promise<void> {
  const parts = await storage.keys('index', `${partPrefix}${uploadId}-`)
  await storage.write([`${prefix}${uploadId}`, ...parts].map(removal), 'strict')
}

function partKey(uploadId: string, part: number): string {
  return `${partPrefix}${uploadId}-${part}`
}

function removal(key: string): StorageChange {
  return { table: 'index', key, value: null }
}
