/** What is read of a picture. */
export interface ImageDescription {
  /** In dots; 0 when it does not say. */
  readonly width: number
  readonly height: number
  /** Milliseconds since 1970, UTC, or null. */
  readonly takenAt: number | null
  /** False when the file broke off before its picture began. */
  readonly isWhole: boolean
}
