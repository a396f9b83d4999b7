/** The worker in which the person's data is open: the device, and the agents that look at all of it. */
import { dailyStatusNeeds, runDailyStatus } from '@nornos/engine'
import { openBrowserDevice, servedDevice } from '@nornos/store/worker'
import { expose, proxy } from 'comlink'
import { runArgon2idApart } from './argon2id-worker.ts'
import type { AppDevice, DeviceWorker } from './device-worker.ts'

const metrics = [...dailyStatusNeeds.dayMetrics, ...dailyStatusNeeds.sampleMetrics]

const worker: DeviceWorker = {
  start: async (settings, session) => {
    const device = await openBrowserDevice(settings, session)
    const served: AppDevice = {
      ...servedDevice(device),
      dailyStatus: async (asOf) =>
        runDailyStatus(await device.snapshot(asOf, metrics, dailyStatusNeeds.days)),
    }
    return proxy(served)
  },
}

runArgon2idApart()
expose(worker)
