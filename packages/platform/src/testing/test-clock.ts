/** A clock that stands where the test puts it, or runs like the machine's. */
import type { Clock } from '@nornos/service-kit'

export interface TestClock extends Clock {
  /** Goes forward by so many milliseconds. */
  advance(milliseconds: number): void
}

/** Runs with the machine from `startsAt` on. */
export function makeTestClock(startsAt: Date): TestClock {
  let offset = startsAt.getTime() - Date.now()
  return {
    now: () => new Date(Date.now() + offset),
    advance: (milliseconds) => {
      offset += milliseconds
    },
  }
}
