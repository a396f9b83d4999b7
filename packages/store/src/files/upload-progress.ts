/** How an upload stands, told at once when its step changes or a part is there, and at most every 80 ms otherwise. */
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { partLength } from './file-index.ts'
import type { KeptPart, Upload } from './upload-log.ts'
import type { UploadState } from './upload-state.ts'

export interface UploadProgress {
  state(): UploadState
  began(): void
  /** What the vault has already. */
  resumed(parts: ReadonlyMap<number, KeptPart>): void
  moved(step: 'reading' | 'sending', isSent: boolean, parts: ReadonlyMap<number, KeptPart>): void
  waiting(): void
  finishing(): void
  halted(needsFile: boolean): void
  failed(problem: DeviceProblem): void
}

const toldEveryMs = 80
const guessAfterMs = 2_000

export function createUploadProgress(device: OpenDevice, upload: Upload): UploadProgress {
  const { name, size, uploadId } = upload
  let begunMs = performance.now()
  let begunAt = 0
  let toldMs = 0
  let state: UploadState = {
    ...{ uploadId, name, size, sent: 0, step: 'needs-file', secondsLeft: null, problem: null, partsSent: 0 },
  }

  function change(changes: Partial<UploadState>): void {
    const before = state
    state = { ...state, ...changes }
    // Nothing may follow a part for long: what is not told now would not be seen.
    const isUrgent = state.step !== before.step || state.partsSent !== before.partsSent
    const nowMs = performance.now()
    if (!isUrgent && nowMs - toldMs < toldEveryMs) return
    toldMs = nowMs
    device.changed('files')
  }

  function sentOf(parts: ReadonlyMap<number, KeptPart>): number {
    return [...parts.keys()].reduce((sum, part) => sum + partLength(size, part), 0)
  }

  function secondsLeft(sent: number): number | null {
    const elapsedMs = performance.now() - begunMs
    const done = sent - begunAt
    if (elapsedMs < guessAfterMs || done <= 0) return null
    return Math.round(((elapsedMs / 1_000) * (size - sent)) / done)
  }

  return {
    state: () => state,
    began() {
      begunMs = performance.now()
      change({ step: 'reading', problem: null, partsSent: 0, secondsLeft: null })
    },
    resumed(parts) {
      begunAt = sentOf(parts)
      state = { ...state, sent: begunAt }
    },
    moved(_step, isSent, parts) {
      const sent = sentOf(parts)
      const partsSent = state.partsSent + (isSent ? 1 : 0)
      change({ step: 'sending', sent, partsSent, secondsLeft: secondsLeft(sent) })
    },
    waiting: () => change({ step: 'waiting', secondsLeft: null }),
    finishing: () => change({ step: 'finishing', sent: size, secondsLeft: null }),
    halted: (needsFile) => change({ step: needsFile ? 'needs-file' : 'paused', secondsLeft: null }),
    failed: (problem) => change({ step: 'failed', problem, secondsLeft: null }),
  }
}
