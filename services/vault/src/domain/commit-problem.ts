/** How a refused commit is answered. What a device can mend by catching up has a problem of its own. */
import { problem } from '@nornos/endpoint'
import { toHex } from '@nornos/std'
import type { CommitRefusal } from './check-commit.ts'

const reasons = {
  Malformed: 'malformed',
  RosterDiffers: 'roster',
  NotSigned: 'signature',
  StateRootDiffers: 'state root',
} as const

/** `present` is where the vault stands. */
export function commitProblem(
  refusal: CommitRefusal,
  present: { readonly n: number; readonly head: Uint8Array; readonly epoch: number },
) {
  switch (refusal.type) {
    case 'NotNext':
      return problem('commit-conflict', { n: present.n, head: toHex(present.head) })
    case 'EpochStale':
      return problem('epoch-stale', { epoch: present.epoch })
    case 'VersionsDoNotFit':
      return problem('commit-refused', { reason: 'version', objectId: refusal.objectId })
    case 'BlobMissing':
      return problem('commit-refused', { reason: 'blob missing', hash: refusal.hash })
    default:
      return problem('commit-refused', { reason: reasons[refusal.type] })
  }
}
