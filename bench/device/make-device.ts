/** A device of the person whose tables are in memory and that does nothing unasked. */
import { PlatformId } from '@nornos/health-model'
import type { TestPerson, TestPlatform } from '@nornos/platform/testing'
import { createDevice, createMemoryStorage, type Device, noTimers } from '@nornos/store'

export function makeDevice(
  env: TestPlatform,
  { api }: Pick<TestPerson, 'api'>,
  storage = createMemoryStorage(),
): Promise<Device> {
  return createDevice({
    api,
    platformId: PlatformId.parse(env.installation.platformId),
    clock: env.installation.clock,
    timers: noTimers,
    follows: false,
    storage,
    onFault: (cause) => {
      throw cause
    },
  })
}
