/** Time as the device gets it: the moment, and being called later. Both come from outside, so that tests are exact. */

export interface DeviceClock {
  now(): Date
}

export interface DeviceTimers {
  /** Calls back once, at the earliest after so many milliseconds; the returned function calls it off. */
  after(milliseconds: number, callback: () => void): () => void
}

export const systemClock: DeviceClock = { now: () => new Date() }

export const systemTimers: DeviceTimers = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds)
    // In Node a waiting timer must not keep a finished program alive.
    if (typeof timer === 'object' && 'unref' in timer) timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Never calls back: everything happens when it is asked for. */
export const noTimers: DeviceTimers = { after: () => () => undefined }

/** Waits a short while that somebody is waiting for in turn. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
