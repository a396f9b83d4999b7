/** What the entries of one export share. */
import type { OpenDevice } from '../../open-device.ts'

export interface ExportRun {
  readonly device: OpenDevice
  readonly signal: AbortSignal
  /** Called after each entry with the share that is done. */
  readonly onProgress: (share: number) => void
  /** Names of what could not be had in full: in the archive, and told at the end. */
  readonly missing: string[]
}
