/** What the page and the device worker say to each other. */
import type { DailyStatus } from '@nornos/engine'
import type { LocalDay } from '@nornos/health-model'
import type { Device } from '@nornos/store'

/** A class does not survive the way between threads, so an outage is a value here. */
export type Credentials =
  | { readonly type: 'headers'; readonly headers: Readonly<Record<string, string>> }
  | { readonly type: 'offline' }

/** Asked for each request: the session's key and tokens stay on the page. */
export type AskCredentials = (method: string, url: string) => Promise<Credentials>

export interface DeviceSettings {
  readonly apiUrl: string
  readonly platformId: string
}

export type Change = Parameters<Parameters<Device['subscribe']>[0]>[0]

/** The device as the page reaches it, with the agents that run on it. */
export interface AppDevice extends Omit<Device, 'subscribe'> {
  /** All data of the person, the same engine as in the agents service. Nothing leaves the worker but the result. */
  dailyStatus(asOf: LocalDay): Promise<DailyStatus>
  /** Between threads even ending is a message. */
  subscribe(onChange: (change: Change) => void): Promise<() => void>
}

export interface DeviceWorker {
  start(settings: DeviceSettings, credentials: AskCredentials): Promise<AppDevice>
}
