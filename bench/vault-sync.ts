/**
 * How long a new device takes until it has a vault of 100,000 objects (blocks of a day: twenty metrics, fourteen
 * years): it opens the vault by a passkey, verifies the chain, fetches, opens and enters every object, and rolls the
 * days up. Everything over HTTP through the gateway, on this machine; the device's tables are in memory. The limit is
 * 60 seconds. `node bench/vault-sync.ts 10000` for fewer objects.
 */
import { TestPlatform } from '@nornos/platform/testing'
import { logTo } from '@nornos/service-kit'
import { assert } from '@nornos/std'
import { makeDevice } from './device/make-device.ts'
import { fillVault, SAMPLES } from './vault-sync/fill-vault.ts'

const OBJECTS = Number(process.argv[2] ?? 100_000)
const SECONDS_MAX = (60 * OBJECTS) / 100_000

logTo({ write: () => undefined })
await using env = await TestPlatform.create()
const patient = await env.makePatient()
await fillVault(env, patient, OBJECTS)
const device = await makeDevice(env, patient)
const startedAt = performance.now()
const opened = await device.recoverVault({
  ...{ vaultId: patient.patientId, deviceName: 'new', zone: 'Europe/Oslo' },
  ...{ by: 'passkey', passkey: patient.passkey },
})
assert(opened.ok, 'the vault opens')
await device.syncNow()
const seconds = (performance.now() - startedAt) / 1_000
const overview = await device.overview()
const samples = overview.reduce((sum, metric) => sum + metric.samples, 0)
assert(samples === SAMPLES * OBJECTS, `every sample is there, and not ${samples}`)
await device.close()
console.log(`${OBJECTS} objects, ${(OBJECTS / seconds).toFixed(0)} objects/s`)
console.log(
  `vault-sync: ${seconds.toFixed(1)} s, ${(SECONDS_MAX / seconds).toFixed(2)} x limit(${SECONDS_MAX} s)`,
)
if (seconds > SECONDS_MAX) process.exitCode = 1
