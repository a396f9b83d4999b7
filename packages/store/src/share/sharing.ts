/** Giving and ending consents. Read next: share.ts. */
import type { ConsentId } from '@nornos/health-model'
import { err, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { share, stopSharing } from './share.ts'
import type { ShareRequest } from './share-request.ts'

export interface Sharing {
  /** Signs the consents and gives them to relay. */
  share(request: ShareRequest): Promise<Result<{ readonly consentIds: readonly ConsentId[] }, DeviceProblem>>
  /** `pending`: relay refuses already, and the store of shared data is still being told. */
  stopSharing(consentId: ConsentId): Promise<Result<{ readonly state: 'ended' | 'pending' }, DeviceProblem>>
}

export function createSharing({ current, inBackground }: VaultHolder): Sharing {
  return {
    async share(request) {
      const unlocked = current()
      if (unlocked === null) return err({ type: 'VaultLocked' })
      const shared = await share(unlocked.device, request)
      if (shared.ok) inBackground(unlocked.publish.run)
      return shared
    },
    async stopSharing(consentId) {
      const unlocked = current()
      if (unlocked === null) return err({ type: 'VaultLocked' })
      const stopped = await stopSharing(unlocked.device, consentId)
      if (stopped.ok) inBackground(unlocked.publish.run)
      return stopped
    },
  }
}
