/** How the last sync ended, and when to try again after one that did not succeed. */
import { type Instant, millisecondsToInstant } from '@nornos/health-model'
import type { Result } from '@nornos/std'
import { isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import type { SyncState } from './sync-state.ts'

export type Outcome = 'saved' | 'offline' | 'failed'

export interface LastOutcome {
  /** `waitMs`: after what time to try again; null when there is no need. */
  note(outcome: Result<undefined, DeviceProblem>): { readonly kind: Outcome; readonly waitMs: number | null }
  /** While nothing runs and nothing is wrong with the vault. */
  state(changes: number): SyncState
}

const retryMs = { first: 5_000, longest: 300_000 }

export function createLastOutcome({ chance, clock }: Pick<OpenDevice, 'chance' | 'clock'>): LastOutcome {
  let last: 'never' | Outcome = 'never'
  let savedAt: Instant | null = null
  let failures = 0
  let retryAt = 0
  let isFull = false
  return {
    note(outcome) {
      const now = clock.now().getTime()
      if (outcome.ok) {
        failures = 0
        last = 'saved'
        savedAt = millisecondsToInstant(now)
        return { kind: last, waitMs: null }
      }
      failures++
      isFull = isRefusal(outcome.error, 'storage-full')
      last = outcome.error.type === 'Offline' || outcome.error.type === 'SignedOut' ? 'offline' : 'failed'
      const waitMs = Math.min(retryMs.longest, retryMs.first * 2 ** (failures - 1)) * (0.5 + chance() / 2)
      retryAt = now + waitMs
      return { kind: last, waitMs }
    },
    state(changes) {
      if (last === 'offline') return { state: 'offline', changes }
      if (last === 'failed')
        return { state: 'failed', changes, retryAt: millisecondsToInstant(Math.round(retryAt)), isFull }
      return changes > 0 ? { state: 'saving', changes } : { state: 'saved', at: savedAt }
    },
  }
}
