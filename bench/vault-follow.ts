/**
 * How long another device takes to have what this one has saved: from the moment at which one device begins to send a
 * change until the second one, told by the vault's event stream, has fetched, verified and entered it. The median of
 * nine; the limit is two seconds.
 */
import { PlatformId } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { logTo } from '@nornos/service-kit'
import { assert, present } from '@nornos/std'
import { createDevice, createMemoryStorage, type Device } from '@nornos/store'
import { median } from './figures/median.ts'

const MILLISECONDS_MAX = 2_000
const ROUNDS = 9

logTo({ write: () => undefined })
await using env = await TestPlatform.create()
const person = await env.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
const laptop = await openDevice(false)
const phone = await openDevice(true)
const { words, kitWords } = await laptop.makeWords()
const named = { vaultId: person.id, zone: 'Europe/Oslo' } as const
assert((await laptop.createVault({ ...named, deviceName: 'laptop', words, kitWords })).ok, 'a vault')
await laptop.syncNow()
const typed = words.join(' ')
assert(
  (await phone.recoverVault({ ...named, deviceName: 'phone', by: 'words', typed })).ok,
  'a second device',
)
await phone.syncNow()
await laptop.syncNow()
const [opener] = (await laptop.keys()).openers
const slotId = present(opener, 'the words are an opener').slotId
const times: number[] = []
for (let round = 0; round < ROUNDS; round++) times.push(await follow(`name ${round}`))
await laptop.close()
await phone.close()
const took = median(times)
console.log(`times: ${times.map((time) => time.toFixed(0)).join(', ')} ms`)
console.log(
  `vault-follow: ${took.toFixed(0)} ms, ${(MILLISECONDS_MAX / took).toFixed(1)} x limit(${MILLISECONDS_MAX} ms)`,
)
if (took > MILLISECONDS_MAX) process.exitCode = 1

function openDevice(follows: boolean): Promise<Device> {
  return createDevice({
    api: person.api,
    platformId: PlatformId.parse(env.installation.platformId),
    clock: env.installation.clock,
    follows,
    storage: createMemoryStorage(),
    onFault: (cause) => {
      throw cause
    },
  })
}

async function follow(name: string): Promise<number> {
  const { promise: seen, resolve } = Promise.withResolvers<number>()
  const stop = phone.subscribe(async () => {
    const { openers } = await phone.keys()
    if (openers.some((one) => one.name === name)) resolve(performance.now())
  })
  await laptop.renameOpener(slotId, name)
  const startedAt = performance.now()
  await laptop.syncNow()
  const took = (await seen) - startedAt
  stop()
  return took
}
