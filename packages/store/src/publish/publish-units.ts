/**
 * Brings shared-data to what the live consents cover: makes and sends what is new or changed, takes back what is not
 * covered any more. Repeating it changes nothing.
 */
import type { PublishedItem, PublishPlan } from '@nornos/contracts'
import { deriveItemName, signAsDevice } from '@nornos/crypto/vault-open'
import { hashBytes } from '@nornos/crypto/verify'
import { ItemId, ItemMonth, itemIdInput, itemPayload, Signature } from '@nornos/health-model'
import { ok, type Result, toBase64Url, toHex, utf8 } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { type ItemDraft, makeItems } from './make-items.ts'
import { type PublishUnit, unitsOf } from './publish-plan.ts'
import { type PublishedUnit, publishedLogChange, readPublishedLog } from './published-log.ts'

/** One request stays below both. */
const batchItemsMax = 200
const batchBytesMax = 1_500_000
const deletionsMax = 1_000

export interface PublishTally {
  readonly done: number
  readonly total: number
}

type KnownItem = PublishedUnit['items'][number]
type Stored = ReadonlyMap<string, number>

/** Gives how many units are covered now; 0 means that nothing is shared. */
export async function publishUnits(
  device: OpenDevice,
  progress: (tally: PublishTally) => void,
): Promise<Result<PublishTally, DeviceProblem>> {
  const read = await ask(device.api.publishPlanRead({ signal: device.signal }))
  if (!read.ok) return read
  const plan = read.value.body
  const stored: Stored = new Map(
    plan.fields.flatMap(({ items }) => items.map(({ itemId, version }) => [itemId, version] as const)),
  )
  const units = unitsOf(plan, device.catalog)
  const log = await readPublishedLog(device.boxes)
  const batch = createBatch(device, log)
  for (const [done, unit] of units.entries()) {
    progress({ done, total: units.length })
    const sent = await publishUnit(device, unit, stored, log, batch)
    if (!sent.ok) return sent
  }
  const sent = await batch.send()
  if (!sent.ok) return sent
  const cleaned = await takeBack(device, plan, units, log)
  return cleaned.ok ? ok({ done: units.length, total: units.length }) : cleaned
}

function nameOf({ field, form, metric, period }: PublishUnit): string {
  return `${field} ${metric} ${form} ${period}`
}

/** Everything that the items of a unit follow from. */
async function fingerprintOf(
  { knowledge }: OpenDevice,
  { blocks, cuts, records }: PublishUnit,
): Promise<string> {
  const facts = [
    [...blocks, ...records].map(({ blob }) => blob).sort(),
    cuts.map(({ dataSince, resolution }) => `${dataSince} ${resolution}`).sort(),
    knowledge.zones,
    knowledge.sourceOrder,
  ]
  return toHex(await hashBytes(utf8(JSON.stringify(facts))))
}

async function publishUnit(
  device: OpenDevice,
  unit: PublishUnit,
  stored: Stored,
  log: Map<string, PublishedUnit>,
  batch: Batch,
): Promise<Result<undefined, DeviceProblem>> {
  const name = nameOf(unit)
  const known = log.get(name)
  const fingerprint = await fingerprintOf(device, unit)
  const isThere = (item: KnownItem) => item.refused !== null || (stored.get(item.itemId) ?? 0) >= item.version
  if (known?.fingerprint === fingerprint && known.items.every(isThere)) return ok(undefined)
  const items: KnownItem[] = []
  const fresh: PublishedItem[] = []
  for (const draft of await makeItems(device, unit)) {
    const itemId = await itemIdOf(device, unit, draft)
    const hash = toHex(await hashBytes(draft.payload))
    const before = known?.items.find((item) => item.itemId === itemId)
    if (before?.hash === hash && isThere(before)) {
      items.push(before)
      continue
    }
    const version = Math.max(stored.get(itemId) ?? 0, before?.version ?? 0) + 1
    items.push({ itemId, version, hash, refused: null })
    fresh.push(await signItem(device, unit, draft, itemId, version))
  }
  log.set(name, { field: unit.field, unit: name, fingerprint, items })
  for (const item of fresh) {
    const sent = await batch.add(item)
    if (!sent.ok) return sent
  }
  return ok(undefined)
}

async function itemIdOf({ session }: OpenDevice, { field }: PublishUnit, draft: ItemDraft): Promise<ItemId> {
  const message = itemIdInput(field, draft.kind, draft.identity)
  return ItemId.parse(toHex(await deriveItemName(session.vault, message)))
}

async function signItem(
  { session }: OpenDevice,
  { field, metric }: PublishUnit,
  { kind, month, payload }: ItemDraft,
  itemId: ItemId,
  version: number,
): Promise<PublishedItem> {
  const { deviceId, vaultId } = session.file
  const claim = { patientId: vaultId, field, itemId, version, payloadHash: await hashBytes(payload) }
  const signature = await signAsDevice(session.signer, 'item', itemPayload(claim))
  return {
    field,
    itemId,
    version,
    kind,
    metric,
    month: month === null ? null : ItemMonth.parse(month),
    payload: toBase64Url(payload),
    deviceId,
    signature: Signature.parse(toBase64Url(signature)),
  }
}

interface Batch {
  add(item: PublishedItem): Promise<Result<undefined, DeviceProblem>>
  send(): Promise<Result<undefined, DeviceProblem>>
}

function createBatch(device: OpenDevice, log: Map<string, PublishedUnit>): Batch {
  let waiting: PublishedItem[] = []
  let waitingBytes = 0

  async function send(): Promise<Result<undefined, DeviceProblem>> {
    const sending = waiting
    waiting = []
    waitingBytes = 0
    if (sending.length > 0) {
      const body = { items: sending }
      const put = await ask(device.api.itemPut({ body, signal: device.signal }))
      if (!put.ok) return put
      for (const { itemId, reason } of put.value.body.refused) markRefused(log, itemId, reason)
    }
    await device.storage.write([await publishedLogChange(device.boxes, log)], 'relaxed')
    return ok(undefined)
  }

  return {
    send,
    async add(item) {
      const isFull = waiting.length >= batchItemsMax || waitingBytes + item.payload.length > batchBytesMax
      const sent = isFull ? await send() : ok(undefined)
      if (!sent.ok) return sent
      waiting.push(item)
      waitingBytes += item.payload.length
      return ok(undefined)
    },
  }
}

/** It is not sent again before it changes. What is no longer shared may be shared again. */
function markRefused(log: Map<string, PublishedUnit>, itemId: ItemId, reason: string): void {
  for (const [name, unit] of log) {
    if (!unit.items.some((item) => item.itemId === itemId)) continue
    if (reason === 'not_shared' || reason === 'older_version') log.delete(name)
    else {
      const items = unit.items.map((item) => (item.itemId === itemId ? { ...item, refused: reason } : item))
      log.set(name, { ...unit, items })
    }
  }
}

async function takeBack(
  device: OpenDevice,
  plan: PublishPlan,
  units: readonly PublishUnit[],
  log: Map<string, PublishedUnit>,
): Promise<Result<undefined, DeviceProblem>> {
  const names = new Set(units.map(nameOf))
  for (const name of [...log.keys()]) if (!names.has(name)) log.delete(name)
  const covered = new Set([...log.values()].flatMap(({ items }) => items.map(({ itemId }) => itemId)))
  const gone = plan.fields
    .flatMap(({ items }) => items.map(({ itemId }) => itemId))
    .filter((itemId) => !covered.has(itemId))
  for (let first = 0; first < gone.length; first += deletionsMax) {
    const itemIds = gone.slice(first, first + deletionsMax)
    const deleted = await ask(device.api.itemDelete({ body: { itemIds }, signal: device.signal }))
    if (!deleted.ok) return deleted
  }
  await device.storage.write([await publishedLogChange(device.boxes, log)], 'relaxed')
  return ok(undefined)
}
