/** The sources of one export by their interned names: the same phone is one source however its pointer reads. */
import type { SourceIdentity } from '@nornos/health-model'
import { appleSource } from './source-description.ts'

export interface SourceTable {
  /** The number of a source, or -1 when a file claims more sources than a person can have. */
  numberOf(nameId: number, deviceId: number): number
  identity(source: number): SourceIdentity
}

const SOURCES_MAX = 10_000
const PAIRS_MAX = 200_000
const DEVICE_SPAN = 65_536

export function createSourceTable(
  nameText: (id: number) => string,
  deviceText: (id: number) => string,
): SourceTable {
  const identities: SourceIdentity[] = []
  const byIdentity = new Map<string, number>()
  const byPair = new Map<number, number>()
  let lastPair = -1
  let lastSource = -1

  function find(nameId: number, deviceId: number): number {
    const identity = appleSource(nameId < 0 ? '' : nameText(nameId), deviceId < 0 ? '' : deviceText(deviceId))
    const key = JSON.stringify([identity.name, identity.manufacturer, identity.model, identity.hardware])
    const known = byIdentity.get(key)
    if (known !== undefined) return known
    if (identities.length >= SOURCES_MAX) return -1
    identities.push(identity)
    byIdentity.set(key, identities.length - 1)
    return identities.length - 1
  }

  return {
    numberOf(nameId, deviceId) {
      const pair = (nameId + 1) * (DEVICE_SPAN + 1) + deviceId + 1
      if (pair === lastPair) return lastSource
      let source = byPair.get(pair)
      if (source === undefined) {
        source = find(nameId, deviceId)
        if (byPair.size < PAIRS_MAX) byPair.set(pair, source)
      }
      lastPair = pair
      lastSource = source
      return source
    },
    identity(source) {
      return identities[source] ?? EMPTY_SOURCE
    },
  }
}

const EMPTY_SOURCE: SourceIdentity = { name: '', manufacturer: '', model: '', hardware: '' }
