/** May a signed revocation be accepted? It may come twice and late; ending what is ended changes nothing. */
import { err, ok, type Result } from '@nornos/std'
import type { PlatformId } from '../ids.ts'
import type { RevocationRecord } from './consent-record.ts'
import type { ConsentState } from './live.ts'

export type RevocationRefusal = { readonly type: 'OtherPlatform' } | { readonly type: 'UnknownConsent' }

/** Gives every version that the revocation ends: all versions of the consent, whichever the record names. */
export function checkRevocation(
  record: RevocationRecord,
  context: { readonly platformId: PlatformId; readonly states: readonly ConsentState[] },
): Result<readonly ConsentState[], RevocationRefusal> {
  if (record.platform_id !== context.platformId) return err({ type: 'OtherPlatform' })
  const ended = context.states.filter(
    (state) => state.record.consent_id === record.consent_id && state.record.patient_id === record.patient_id,
  )
  return ended.length > 0 ? ok(ended) : err({ type: 'UnknownConsent' })
}
