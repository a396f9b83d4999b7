/** What the page and the device worker say to each other. */
import type { DailyStatus } from '@nornos/engine'
import type { LocalDay } from '@nornos/health-model'
import type { BrowserDeviceSettings, PageSession, ServedDevice } from '@nornos/store/worker'

export type { Change, PageSession } from '@nornos/store/worker'

/** The device as the page reaches it, with the agents that run on it. */
export interface AppDevice extends ServedDevice {
  /** All data of the person, the same engine as in the agents service. Nothing leaves the worker but the result. */
  dailyStatus(asOf: LocalDay): Promise<DailyStatus>
}

export interface DeviceWorker {
  start(settings: BrowserDeviceSettings, session: PageSession): Promise<AppDevice>
}
