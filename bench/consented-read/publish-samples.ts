/** Publishes a day of heart-rate variability as the patient's app does: a block, named and signed by the device. */

import { signAsDevice } from '@nornos/crypto/vault-seal'
import { hashBytes } from '@nornos/crypto/verify'
import {
  addSample,
  blocksOfColumns,
  DAY_MILLISECONDS,
  encodeBlock,
  type Instant,
  ItemId,
  ItemMonth,
  itemPayload,
  makeColumns,
  millisecondsToInstant,
  Signature,
  SourceId,
} from '@nornos/health-model'
import type { TestPatient } from '@nornos/platform/testing'

export interface PublishedRange {
  readonly from: Instant
  readonly to: Instant
}

/** So many samples, evenly over the day before yesterday (UTC). */
export async function publishSamples(alice: TestPatient, samples: number): Promise<PublishedRange> {
  const start = (Math.floor(Date.now() / DAY_MILLISECONDS) - 2) * DAY_MILLISECONDS
  const columns = makeColumns('hrv_sdnn', SourceId.parse('ab'.repeat(16)))
  const step = Math.floor(DAY_MILLISECONDS / samples)
  for (let index = 0; index < samples; index++) {
    const at = start + index * step
    const added = addSample(columns, at, at, 30 + (index % 40), 'ms', 'Europe/Oslo')
    if (!added.ok) throw new Error(`a sample was refused: ${added.error.type}`)
  }
  for (const block of blocksOfColumns(columns, alice.deviceId))
    await publish(alice, await encodeBlock(block), start)
  return { from: millisecondsToInstant(start), to: millisecondsToInstant(start + DAY_MILLISECONDS) }
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

async function publish(alice: TestPatient, payload: Uint8Array, start: number): Promise<void> {
  const field = 'hrv' as const
  const version = 1
  const payloadHash = await hashBytes(payload)
  const itemId = ItemId.parse(Buffer.from(payloadHash).toString('hex').slice(0, 32))
  const claim = itemPayload({ patientId: alice.patientId, field, itemId, version, payloadHash })
  const signature = await signAsDevice(alice.created.device, 'item', claim)
  const reply = await alice.api.itemPut({
    body: {
      items: [
        {
          ...{ field, itemId, version, metric: 'hrv_sdnn', kind: 'block' },
          month: ItemMonth.parse(new Date(start).toISOString().slice(0, 7)),
          payload: text(payload),
          deviceId: alice.deviceId,
          signature: Signature.parse(text(signature)),
        },
      ],
    },
  })
  if (reply.body?.accepted !== 1)
    throw new Error(`not published: ${JSON.stringify(reply.body ?? reply.problem)}`)
}
