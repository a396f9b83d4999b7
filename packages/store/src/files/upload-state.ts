/** One upload as the screens show it. */
import type { DeviceProblem } from '../device-problem.ts'

export interface UploadState {
  readonly uploadId: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Bytes that the vault has. */
  readonly sent: number
  /**
   * - `waiting`: no network; it goes on by itself.
   * - `paused`: by the person.
   * - `needs-file`: the app was closed meanwhile; the same file must be chosen again.
   * - `finishing`: all parts are there, the file is being entered.
   */
  readonly step: 'reading' | 'sending' | 'waiting' | 'paused' | 'needs-file' | 'finishing' | 'failed'
  /** Null until there is enough to tell. */
  readonly secondsLeft: number | null
  readonly problem: DeviceProblem | null
  /** Parts that were sealed and sent since it last began or went on. */
  readonly partsSent: number
}
