/** What an importer found in a document without its bytes: what its headers say, and results that it proposes. */
import { deriveRecordId, type Vault } from '@nornos/crypto/vault-open'
import { MetricId } from '@nornos/health-model'
import { fromHex, present, toBase64Url } from '@nornos/std'
import * as z from 'zod/mini'

const Text = z.string().check(z.maxLength(2_000))
const Place = z.number()

export const Proposal = z.strictObject({
  metric: MetricId,
  name: Text,
  comparator: z.nullable(z.enum(['<', '<=', '>=', '>'])),
  value: z.number(),
  unit: Text,
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
  range: Text,
  flag: Text,
  page: z.int(),
  box: z.strictObject({ left: Place, bottom: Place, right: Place, top: Place }),
})

export const DocumentNote = z.strictObject({
  note: z.literal('document'),
  /** Of the document, hex: whichever file has these bytes. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  title: Text,
  /** Milliseconds since 1970; null when it does not say. */
  date: z.nullable(z.number()),
  details: z.record(z.string(), Text),
  proposals: z.array(Proposal).check(z.maxLength(2_000)),
})
export type DocumentNote = z.infer<typeof DocumentNote>

/** Two devices that import the same find the same in it: one note for each content. */
export async function documentNoteId(vault: Vault, sha256Hex: string): Promise<string> {
  return deriveRecordId(vault, ['note', 'document', sha256Hex])
}

/** How entries and records name a document: the same hash in base64url. */
export function documentId(sha256Hex: string): string {
  return toBase64Url(present(fromHex(sha256Hex), 'a hash is hex'))
}
