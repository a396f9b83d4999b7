/**
 * The device behind a worker's port: bundle this file as a worker, `wrap` it on the page with comlink. Readings reach
 * the page as columns whose memory is handed over, not copied.
 */
import { expose, type ProxyMarked, proxy, transfer } from 'comlink'
import type { Device } from '../device.ts'
import type { SeriesQuery, SeriesView } from '../views.ts'
import { type BrowserDeviceSettings, openBrowserDevice, type PageSession } from './browser-device.ts'

export {
  type BrowserDeviceSettings,
  openBrowserDevice,
  type PageSession,
  type RequestCredentials,
} from './browser-device.ts'

export type Change = Parameters<Parameters<Device['subscribe']>[0]>[0]

/** Between threads even ending a subscription is a message. */
export interface ServedDevice extends Omit<Device, 'subscribe'> {
  subscribe(onChange: (change: Change) => void): Promise<() => void>
}

export interface DeviceServer {
  start(settings: BrowserDeviceSettings, session: PageSession): Promise<ServedDevice & ProxyMarked>
}

/** What a worker's file calls, once. */
export function serveDevice(): void {
  const server: DeviceServer = {
    start: async (settings, session) => proxy(servedDevice(await openBrowserDevice(settings, session))),
  }
  expose(server)
}

/** A device whose answers may cross threads. */
export function servedDevice(device: Device): ServedDevice {
  return {
    ...device,
    series: async (query: SeriesQuery) => handOver(await device.series(query)),
    subscribe: async (onChange) => proxy(device.subscribe(onChange)),
  }
}

function handOver(view: SeriesView): SeriesView {
  const columns = [view.time, view.value, view.min, view.max, view.count]
  return transfer(
    view,
    columns.map(({ buffer }) => buffer),
  )
}
