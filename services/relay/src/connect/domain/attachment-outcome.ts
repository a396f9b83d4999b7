/** What becomes of an attachment that was not given: it is no reason to keep the others, or the connection, waiting. */
import type { VendorFailure } from './vendor-failure.ts'

/** `stop`: the failure is not the attachment's own, and the connection deals with it. */
export type AttachmentOutcome =
  | { readonly type: 'left-out' }
  | { readonly type: 'later'; readonly seconds: number }
  | { readonly type: 'stop' }

/** Together about two days, over which a server that fails comes back, or the person signs in again. */
const waitHours = [1, 4, 16, 24]

/** `tries` made before this one. What is missing, refused or too large is left out at once. */
export function attachmentOutcome({ status, trouble }: VendorFailure, tries: number): AttachmentOutcome {
  if (trouble === 'not-offered' || trouble === 'answer-not-understood') return { type: 'left-out' }
  // 401 for this one alone: the token has just been renewed.
  if (status === null || (status !== 401 && status < 500)) return { type: 'stop' }
  const hours = waitHours[tries]
  return hours === undefined ? { type: 'left-out' } : { type: 'later', seconds: hours * 3_600 }
}
