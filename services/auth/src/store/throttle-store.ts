/** Token buckets in PostgreSQL, so that all replicas count together. */
import type { Transaction } from '@nornos/service-kit'
import type { ThrottleLimit } from '../domain/throttle-limits.ts'
import { hashOf } from './machinery.ts'

/** Takes a token. Null when there was one, else the seconds until there is. */
export async function takeToken(
  tx: Transaction,
  limit: ThrottleLimit,
  subject: string,
  now: Date,
): Promise<number | null> {
  // What flowed in since the last time; a clock that went back adds nothing. An update that finds less than one
  // token changes no row and so returns none.
  const rows = await tx.query(
    `insert into throttle_buckets as bucket (bucket_hash, tokens, filled_at) values ($1, $2 - 1, $4)
     on conflict (bucket_hash) do update set
       tokens = ${filled} - 1,
       filled_at = greatest(bucket.filled_at, $4)
     where ${filled} >= 1
     returning 1`,
    [bucketHash(limit, subject), limit.capacity, limit.secondsPerToken, now],
  )
  return rows.length === 1 ? null : limit.secondsPerToken
}

/** Gives a token back: the try turned out to be a good one. */
export async function giveTokenBack(tx: Transaction, limit: ThrottleLimit, subject: string): Promise<void> {
  await tx.query('update throttle_buckets set tokens = least($2, tokens + 1) where bucket_hash = $1', [
    bucketHash(limit, subject),
    limit.capacity,
  ])
}

const filled = `least($2::float8, bucket.tokens
  + greatest(0, extract(epoch from ($4::timestamptz - bucket.filled_at))) / $3::float8)`

function bucketHash(limit: ThrottleLimit, subject: string): Buffer {
  return hashOf(`${limit.name}:${subject}`)
}
