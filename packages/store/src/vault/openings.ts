/**
 * The ways to an open vault, one after the other: two at once would open the same tables twice. Whoever opens has the
 * device to itself, also against other tabs, until it is locked.
 */
import { err, type Result } from '@nornos/std'
import type { DeviceLocks } from '../device-locks.ts'
import type { DeviceProblem } from '../device-problem.ts'

export interface Openings {
  /** `VaultLocked` when it was called off meanwhile. `isOpen`: whether it has led to an open vault. */
  run<Value>(
    opening: () => Promise<Result<Value, DeviceProblem>>,
    isOpen: () => boolean,
  ): Promise<Result<Value, DeviceProblem>>
  /** What is being opened at this moment will not be open. Answers when nothing is being opened or locked any more. */
  callOff(): Promise<void>
  isCalledOff(): boolean
  /** It is locked once `ending` has answered: then it may be opened again, here or in another tab. */
  close(ending: Promise<void>): Promise<void>
}

/** What an opening throws that was called off. */
export class CalledOffError extends Error {
  override readonly name = 'CalledOffError'
}

export function createOpenings(locks: DeviceLocks): Openings {
  let release: (() => void) | null = null
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let isCalledOff = false

  function letGo(): void {
    release?.()
    release = null
  }

  async function runAlone<Value>(
    opening: () => Promise<Result<Value, DeviceProblem>>,
    isOpen: () => boolean,
  ): Promise<Result<Value, DeviceProblem>> {
    release ??= await locks.hold('nornos-device')
    if (release === null) return err({ type: 'OpenElsewhere' })
    try {
      return await opening()
    } catch (cause) {
      if (cause instanceof CalledOffError) return err({ type: 'VaultLocked' })
      throw cause
    } finally {
      isCalledOff = false
      if (!isOpen()) letGo()
    }
  }

  return {
    close(ending) {
      const closed = ending.finally(letGo)
      last = Promise.allSettled([last, closed])
      return closed
    },
    run(opening, isOpen) {
      waiting++
      const mine = last
        .then(() => runAlone(opening, isOpen))
        .finally(() => {
          waiting--
        })
      last = mine.catch(() => undefined)
      return mine
    },
    async callOff() {
      isCalledOff = waiting > 0
      await last
    },
    isCalledOff: () => isCalledOff,
  }
}
