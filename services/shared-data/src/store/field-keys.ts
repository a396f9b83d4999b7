/**
 * The keys under which items are sealed: one for each patient and field, made when the first item comes, gone when
 * nothing covers the field any more. Opened ones stay in memory for a minute, never past their destruction here.
 */
import { randomUUID } from 'node:crypto'
import {
  type KeyPort,
  makeDataKey,
  openDataKey,
  openForService,
  type ServiceKey,
  sealForService,
} from '@nornos/crypto/service-box'
import type { FieldId, PatientId } from '@nornos/health-model'
import type { Clock } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'
import type { FieldKeyName } from './field-key-store.ts'
import type { KeyFolder } from './key-folder.ts'

export interface ItemPlace {
  readonly itemId: string
  readonly version: number
}

export interface FieldKeys {
  /** A new key, on disk already. It counts once its row is committed; until then it is nobody's. */
  make(patientId: PatientId, field: FieldId): Promise<FieldKeyName>
  /** False when its file was lost. */
  has(name: FieldKeyName): Promise<boolean>
  /** The item is bound to its patient, field, id and version. */
  seal(name: FieldKeyName, place: ItemPlace, bytes: Bytes): Promise<Bytes>
  /** Null when the key is gone. Throws for altered bytes. */
  open(name: FieldKeyName, place: ItemPlace, sealed: Uint8Array): Promise<Bytes | null>
  destroy(name: FieldKeyName): Promise<void>
  readonly folder: KeyFolder
}

const keptMs = 60_000
const keptMax = 10_000

/** `port` wraps them; what it cannot open now throws as it does. */
export function createFieldKeys(port: KeyPort, folder: KeyFolder, clock: Clock): FieldKeys {
  const opened = new Map<string, { readonly key: ServiceKey; readonly until: number }>()
  let destroyed = 0

  function keep(keyId: string, key: ServiceKey): void {
    if (opened.size >= keptMax) opened.clear()
    opened.set(keyId, { key, until: clock.now().getTime() + keptMs })
  }

  async function keyOf(name: FieldKeyName): Promise<ServiceKey | null> {
    const known = opened.get(name.keyId)
    if (known && known.until > clock.now().getTime()) return known.key
    opened.delete(name.keyId)
    const before = destroyed
    const wrapped = await folder.read(name)
    if (wrapped === null) return null
    const key = await openDataKey(port, purposeOf(name), wrapped)
    // Whatever was destroyed while this one was read may have been this one.
    if (before === destroyed) keep(name.keyId, key)
    return key
  }

  return {
    make: async (patientId, field) => {
      const name = { patientId, field, keyId: randomUUID() }
      const { key, wrapped } = await makeDataKey(port, purposeOf(name))
      await folder.write(name, wrapped)
      keep(name.keyId, key)
      return name
    },
    has: async (name) => (await keyOf(name)) !== null,
    seal: async (name, place, bytes) => {
      const key = await keyOf(name)
      if (key === null) throw new Error('the key of a field in use is missing')
      return sealForService(key, rowOf(name, place), bytes)
    },
    open: async (name, place, sealed) => {
      const key = await keyOf(name)
      return key && openForService(key, rowOf(name, place), sealed)
    },
    destroy: async (name) => {
      opened.delete(name.keyId)
      await folder.destroy(name)
      destroyed++
      opened.delete(name.keyId)
    },
    folder,
  }
}

function purposeOf({ patientId, field, keyId }: FieldKeyName): readonly string[] {
  return ['field-key', patientId, field, keyId]
}

function rowOf({ patientId, field }: FieldKeyName, { itemId, version }: ItemPlace): readonly string[] {
  return ['items', patientId, field, itemId, String(version)]
}
