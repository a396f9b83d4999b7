/** Publishes generated data of a test patient, projected and signed as the patient's own device does it. */
import { createHash } from 'node:crypto'
import type { PublishedItem } from '@nornos/contracts'
import { signAsDevice } from '@nornos/crypto/vault-seal'
import { hashBytes } from '@nornos/crypto/verify'
import {
  addSample,
  type Block,
  blockIdentity,
  blocksOfColumns,
  canonicalSamples,
  encodeBlock,
  type FieldId,
  fieldOfMetric,
  ItemId,
  type ItemKind,
  ItemMonth,
  itemIdInput,
  itemPayload,
  type MetricId,
  makeColumns,
  metric,
  numberToLocalDay,
  rollUp,
  rollUpIdentity,
  rollUpItems,
  type Sample,
  Signature,
  SourceId,
  sourceIdInput,
} from '@nornos/health-model'
import { generatedSources, generateHealth } from '@nornos/health-model/generate'
import { type Bytes, toBase64Url, toHex, utf8 } from '@nornos/std'
import type { TestPatient } from './make-patient.ts'

const zone = 'Europe/Oslo'

export interface GeneratedSharing {
  readonly fields: readonly FieldId[]
  /** Days since 1970-01-01. */
  readonly lastDay: number
  readonly days: number
  readonly seed: number
}

/** Publishes blocks and day roll-ups of the fields' metrics; throws when an item is refused. */
export async function publishGenerated(patient: TestPatient, sharing: GeneratedSharing): Promise<number> {
  const byMetric = Map.groupBy(
    generatedSamples(sharing).filter((sample) => sharing.fields.includes(fieldOfMetric(sample.metric))),
    (sample) => sample.metric,
  )
  const items: PublishedItem[] = []
  for (const [metricId, samples] of byMetric) items.push(...(await itemsOf(patient, metricId, samples)))
  for (let start = 0; start < items.length; start += 256) {
    const reply = await patient.api.itemPut({ body: { items: items.slice(start, start + 256) } })
    const refused = reply.problem === undefined ? reply.body.refused : [reply.problem]
    if (refused.length > 0) throw new Error(`items refused: ${JSON.stringify(refused.slice(0, 3))}`)
  }
  return items.length
}

export function generatedSamples({ days, lastDay, seed }: GeneratedSharing): Sample[] {
  const sources = Object.fromEntries(
    Object.entries(generatedSources).map(([name, identity]) => {
      const hash = createHash('sha256').update(sourceIdInput(identity)).digest('hex')
      return [name, SourceId.parse(hash.slice(0, 32))]
    }),
  ) as Record<keyof typeof generatedSources, SourceId>
  const firstDay = lastDay - days + 1
  return [...generateHealth({ seed, firstDay, days, zone, sources })].flatMap((day) => day.samples)
}

async function itemsOf(patient: TestPatient, metricId: MetricId, samples: readonly Sample[]) {
  const items: PublishedItem[] = []
  const blocks: Block[] = []
  for (const [source, own] of Map.groupBy(samples, (sample) => sample.source)) {
    const columns = makeColumns(metricId, source)
    for (const { start, end, value, unit } of own) {
      const added = addSample(columns, start, end, value, unit, zone)
      if (!added.ok) throw new Error(`generated sample refused: ${added.error.type}`)
    }
    blocks.push(...blocksOfColumns(columns, patient.deviceId, 'month'))
  }
  for (const block of blocks) {
    const month = numberToLocalDay(block.key.day).slice(0, 7)
    items.push(
      await item(patient, metricId, 'block', month, blockIdentity(block.key), await encodeBlock(block)),
    )
  }
  const isMerged = metric(metricId).day === 'sum'
  const groups = isMerged ? [null] : [...new Set(blocks.map((block) => block.key.source))]
  for (const source of groups) {
    const own = blocks.filter((block) => source === null || block.key.source === source)
    const { rows } = rollUp(metricId, canonicalSamples(own), 'day', () => zone)
    for (const rolled of rollUpItems(metricId, source, 'day', rows)) {
      const payload = utf8(JSON.stringify(rolled))
      items.push(await item(patient, metricId, 'rollup', rolled.period, rollUpIdentity(rolled), payload))
    }
  }
  return items
}

async function item(
  patient: TestPatient,
  metricId: MetricId,
  kind: ItemKind,
  month: string,
  identity: Bytes,
  payload: Bytes,
): Promise<PublishedItem> {
  const field = fieldOfMetric(metricId)
  const itemId = ItemId.parse(toHex(await hashBytes(itemIdInput(field, kind, identity))).slice(0, 32))
  const claim = {
    patientId: patient.patientId,
    field,
    itemId,
    version: 1,
    payloadHash: await hashBytes(payload),
  }
  const signature = await signAsDevice(patient.created.device, 'item', itemPayload(claim))
  return {
    field,
    itemId,
    version: 1,
    kind,
    metric: metricId,
    month: ItemMonth.parse(month),
    payload: toBase64Url(payload),
    deviceId: patient.deviceId,
    signature: Signature.parse(toBase64Url(signature)),
  }
}
