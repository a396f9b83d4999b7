/** Fields that were changed on two devices to different values: both are kept until the person chooses one. */
import { type Instant, millisecondsToInstant } from '@nornos/health-model'
import { canonicalJson, err, type Json, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { chooseMutable, contestedFields } from './merge-mutable.ts'
import type { FieldWrite, MutableRecord } from './mutable-record.ts'
import { editMutables } from './mutable-records.ts'
import { mutableObjectId, readMutableEntry } from './mutable-shelf.ts'

export interface ConflictVersion {
  /** Names this version among those of the conflict. */
  readonly key: string
  /** Null: the value was taken away. */
  readonly value: Json
  readonly at: Instant
  readonly deviceName: string
  /** What is shown everywhere until somebody chooses. */
  readonly isShown: boolean
}

export interface Conflict {
  readonly topic: string
  readonly id: string
  readonly field: string
  /** The one that is shown first, then the others, latest first. */
  readonly versions: readonly ConflictVersion[]
}

export interface Conflicts {
  conflicts(): Promise<readonly Conflict[]>
  /** The chosen version becomes the value, on every device; the others go. */
  resolveConflict(choice: ConflictChoice): Promise<Result<undefined, DeviceProblem>>
}

export interface ConflictChoice extends Pick<Conflict, 'topic' | 'id' | 'field'> {
  readonly key: string
}

export function createConflicts({ current }: VaultHolder): Conflicts {
  return {
    async conflicts() {
      const device = current()?.device
      return device === undefined ? [] : readConflicts(device)
    },
    async resolveConflict(choice) {
      const device = current()?.device
      return device === undefined ? err({ type: 'VaultLocked' }) : resolveConflict(device, choice)
    },
  }
}

async function readConflicts(device: OpenDevice): Promise<readonly Conflict[]> {
  const found: Conflict[] = []
  for (const { objectId } of device.catalog.mutables().filter(({ isContested }) => isContested)) {
    const entry = device.catalog.mutable(objectId)
    if (entry === null) continue
    const record = await readMutableEntry(device, entry)
    for (const field of contestedFields(record)) {
      const { id, topic } = record
      found.push({ topic, id, field, versions: versionsOf(device, record, field) })
    }
  }
  return found
}

async function resolveConflict(
  device: OpenDevice,
  { field, id, key, topic }: ConflictChoice,
): Promise<Result<undefined, DeviceProblem>> {
  const entry = device.catalog.mutable(await mutableObjectId(device, topic, id))
  if (entry === null) return err({ type: 'ChoiceGone' })
  const chosen = differentWrites(await readMutableEntry(device, entry), field).find(
    (write) => keyOf(write) === key,
  )
  if (chosen === undefined) return err({ type: 'ChoiceGone' })
  const edit = (record: MutableRecord, stamp: Parameters<typeof chooseMutable>[3]) =>
    chooseMutable(record, field, chosen.value, stamp)
  await editMutables(device, topic, [{ id, edit }])
  return ok(undefined)
}

function versionsOf(device: OpenDevice, record: MutableRecord, field: string): readonly ConflictVersion[] {
  // Also devices that were removed since.
  const names = new Map(
    device.session.rosters.flatMap(({ devices }) => devices.map(({ id, name }) => [id, name] as const)),
  )
  return differentWrites(record, field).map((write, index) => ({
    key: keyOf(write),
    value: write.value,
    at: millisecondsToInstant(write.at[0]),
    deviceName: names.get(write.device) ?? '',
    isShown: index === 0,
  }))
}

/** The value first, then what lost, latest first; of those that say the same the first. */
function differentWrites({ fields, siblings }: MutableRecord, field: string): readonly FieldWrite[] {
  const current = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (current === undefined) return []
  const lost = siblings.filter((sibling) => sibling.field === field).toReversed()
  const byText = new Map<string, FieldWrite>()
  for (const write of [{ field, ...current }, ...lost]) {
    const text = canonicalJson(write.value)
    if (!byText.has(text)) byText.set(text, write)
  }
  return [...byText.values()]
}

function keyOf({ at, device }: FieldWrite): string {
  return `${at[0]}.${at[1]}.${device}`
}
