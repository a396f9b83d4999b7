/** What measured a point of the Google Health API. A phone and a watch that count the same steps are two sources. */
import type { SourceIdentity } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import { textAt } from '../json/look.ts'

const DEVICES_MAX = 200
const devices = new WeakMap<Emitter, Map<string, Emitter>>()

/** Whose data Google only passes on. */
const PLATFORMS: Readonly<Record<string, string>> = {
  HEALTH_CONNECT: 'Health Connect',
  HEALTH_KIT: 'Apple Health',
  FIT: 'Google Fit',
}

/** The name and the model are those of Google's tables in a Takeout: the same device is the same source. */
function identityOf(source: unknown): Partial<SourceIdentity> {
  const platform = textAt(source, 'platform')
  return {
    name: Object.hasOwn(PLATFORMS, platform) ? (PLATFORMS[platform] ?? '') : 'Fitbit',
    model: textAt(source, 'device', 'displayName').slice(0, 100),
  }
}

export function sourceOf(source: unknown, emit: Emitter): Emitter {
  const identity = identityOf(source)
  const key = JSON.stringify(identity)
  const known = devices.get(emit) ?? new Map<string, Emitter>()
  devices.set(emit, known)
  const device = known.get(key) ?? (known.size < DEVICES_MAX ? emit.from(identity) : emit)
  if (known.size < DEVICES_MAX) known.set(key, device)
  device.place = emit.place
  return device
}
