/**
 * What the patient's app publishes while a consent covers a field: blocks, roll-ups and records, each one item.
 * Normative text: specs/consent.md §5.
 */
import { assert, type Bytes, concat, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import { Signature } from '../consent/consent-record.ts'
import type { FieldId } from '../fields.ts'
import { hexIdBytes, ItemId, idBytes, type PatientId } from '../ids.ts'
import { signingBytes } from '../signing.ts'

export const ItemKind = z.enum(['block', 'rollup', 'record'])
export type ItemKind = z.infer<typeof ItemKind>

/** Largest payload of one item, in bytes. Larger files travel part by part. */
export const ITEM_BYTES_MAX = 4 * 1024 * 1024

/** Counts up from 1 for each new content of the same item. */
export const ItemVersion = z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER))

/** The month that an item belongs to, `2025-01`: shared-data keeps and drops items by it. */
export const ItemMonth = z
  .string()
  .check(z.regex(/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/))
  .brand<'ItemMonth'>()
export type ItemMonth = z.infer<typeof ItemMonth>

/** What stands beside the payload of an item when it is published. */
export const ItemHeader = z.strictObject({
  itemId: ItemId,
  version: ItemVersion,
  kind: ItemKind,
  month: z.nullable(ItemMonth),
  signature: Signature,
})
export type ItemHeader = z.infer<typeof ItemHeader>

/** What the signature of an item covers, besides its prefix. */
export interface ItemClaim {
  readonly patientId: PatientId
  readonly field: FieldId
  readonly itemId: ItemId
  readonly version: number
  /** SHA-256 of the payload as it is uploaded. */
  readonly payloadHash: Uint8Array
}

/** patient16 ‖ utf8(field) ‖ 00 ‖ itemId16 ‖ version u64 BE ‖ sha256(payload). */
export function itemPayload(claim: ItemClaim): Bytes {
  assert(claim.payloadHash.length === 32, 'a payload hash has 32 bytes')
  assert(Number.isSafeInteger(claim.version) && claim.version > 0, 'versions count from 1')
  const version = new DataView(new ArrayBuffer(8))
  version.setBigUint64(0, BigInt(claim.version))
  return concat(
    idBytes(claim.patientId),
    utf8(`${claim.field}\0`),
    hexIdBytes(claim.itemId),
    new Uint8Array(version.buffer),
    claim.payloadHash,
  )
}

/** What Ed25519 sees for an item: prefix and payload. A signer that adds the prefix takes `itemPayload`. */
export function itemSigningBytes(claim: ItemClaim): Bytes {
  return signingBytes('item', itemPayload(claim))
}

/**
 * The message whose HMAC-SHA-256 under the patient's own naming key, cut to 16 bytes, is the item id:
 * `nornos/item-id/1` 00 field 00 kind 00 identity. Nobody without the key can tell which day an item is about.
 */
export function itemIdInput(field: FieldId, kind: ItemKind, identity: Uint8Array): Bytes {
  return concat(utf8(`nornos/item-id/1\0${field}\0${kind}\0`), identity)
}
