/**
 * Sealed bytes in an S3 bucket: the production adapter of the port. The hash is checked here, before the bucket sees a
 * byte; the client's own checksums are off unless the service demands them, because not every S3 knows them.
 */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { hashBytes } from '@nornos/crypto/verify'
import { Unavailable } from '@nornos/service-kit'
import { type Bytes, concat, toHex } from '@nornos/std'
import type { ObjectStore } from './object-store.ts'

export interface BucketConfig {
  readonly bucket: string
  /** Before each name, such as `blobs/`. */
  readonly prefix: string
  readonly region: string
  /** Of an S3 that is not Amazon's. */
  readonly endpoint?: string
  /** Without them the client looks for those of the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

const attemptsMax = 3
const connectMs = 3_000
const requestMs = 60_000

/** Rejects with Unavailable when the bucket cannot be reached. */
export async function openObjectBucket(config: BucketConfig): Promise<ObjectStore> {
  const { bucket: Bucket, credentials, endpoint, prefix, region } = config
  const client = new S3Client({
    region,
    maxAttempts: attemptsMax,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMs, requestTimeout: requestMs, throwOnRequestTimeout: true },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
  })
  const nameOf = (vaultId: string, sha256: string) => ({ Bucket, Key: `${prefix}${vaultId}/${sha256}` })
  await onBucket(() => client.send(new HeadBucketCommand({ Bucket })))
  return {
    put: async (vaultId, sha256, bytes) => {
      // At most some MiB: it is held whole, because S3 wants the length first and the hash is known only at the end.
      const Body = concat(...(await Array.fromAsync(bytes)))
      if (toHex(await hashBytes(Body)) !== sha256) return null
      const length = { ContentLength: Body.length, ContentType: 'application/octet-stream' }
      await onBucket(() => client.send(new PutObjectCommand({ ...nameOf(vaultId, sha256), Body, ...length })))
      return Body.length
    },
    get: async (vaultId, sha256, range) => {
      const Range = range && `bytes=${range.start}-${range.end}`
      const found = await onBucket(() =>
        client.send(new GetObjectCommand({ ...nameOf(vaultId, sha256), ...(Range ? { Range } : {}) })),
      )
      return found?.Body ? (found.Body.transformToWebStream() as ReadableStream<Bytes>) : null
    },
    read: async (vaultId, sha256, size) => {
      const bytes = await onBucket(async () => {
        const { Body } = await client.send(new GetObjectCommand(nameOf(vaultId, sha256)))
        return Body ? new Uint8Array(await Body.transformToByteArray()) : null
      })
      return bytes?.length === size ? bytes : null
    },
    delete: async (vaultId, sha256) => {
      await onBucket(() => client.send(new DeleteObjectCommand(nameOf(vaultId, sha256))))
    },
  }
}

/** Null when there is no such object. */
async function onBucket<Value>(work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof NoSuchKey) return null
    throw new Unavailable('the object bucket failed', { cause })
  }
}
