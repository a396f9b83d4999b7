/**
 * The one worker in which the person's data is open. The page holds this handle only; keys and readings stay there.
 * Read next: device.worker.ts.
 */
import { proxy, wrap } from 'comlink'
import { runtimeConfig } from '#src/data/runtime-config.ts'
import type { AppDevice, DeviceWorker } from './device-worker.ts'
import { pageSession } from './page-session.ts'
import { startWorker } from './start-worker.ts'

let opening: Promise<AppDevice> | null = null

/** Starts the worker at the first call. Rejects where the browser offers no place to keep anything. */
export function device(): Promise<AppDevice> {
  opening ??= open().catch((cause: unknown) => {
    opening = null
    throw cause
  })
  return opening
}

async function open(): Promise<AppDevice> {
  const { broken, worker } = startWorker('/workers/device.js', 'device')
  const remote = wrap<DeviceWorker>(worker)
  const { apiUrl, platformId } = await runtimeConfig()
  return Promise.race([remote.start({ apiUrl, platformId }, proxy(pageSession)), broken])
}
