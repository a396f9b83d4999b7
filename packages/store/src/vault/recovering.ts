/** Asking for the help of the recovery contact, and stopping what somebody else has asked for. Needs the network, not the vault. */
import type { RecoveryRequest } from '@nornos/contracts'
import { VaultId } from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { VaultHolder } from './vault-holder.ts'

export interface RecoveryView {
  /** Openers whose half auth keeps. */
  readonly slotIds: readonly string[]
  /** Null: nobody waits. */
  readonly request: RecoveryRequest | null
}

export interface Recovering {
  recovery(): Promise<Result<RecoveryView, DeviceProblem>>
  /** The wait begins; or goes on, when it has begun. */
  askContact(vaultId: string): Promise<Result<RecoveryRequest, DeviceProblem>>
  stopRecovery(): Promise<Result<undefined, DeviceProblem>>
}

export function createRecovering({ parts: { api } }: Pick<VaultHolder, 'parts'>): Recovering {
  async function recovery(): Promise<Result<RecoveryView, DeviceProblem>> {
    const read = await ask(api.recoveryRead({}))
    return read.ok ? ok(read.value.body) : read
  }

  return {
    recovery,
    async askContact(vaultId) {
      const head = await ask(api.vaultRead({ params: { vaultId: VaultId.parse(vaultId) } }))
      if (!head.ok) return isRefusal(head.error, 'not-found') ? err({ type: 'NoVault' }) : head
      const kept = await recovery()
      if (!kept.ok) return kept
      // A half without an opener would be waited for in vain.
      const contact = head.value.body.slots.find(
        ({ kind, slotId }) => kind === 'contact' && kept.value.slotIds.includes(slotId),
      )
      if (contact === undefined) return err({ type: 'NoContact' })
      const asked = await ask(api.recoveryAsk({ body: { slotId: contact.slotId } }))
      return asked.ok ? ok(asked.value.body) : asked
    },
    async stopRecovery() {
      const stopped = await ask(api.recoveryStop({}))
      return stopped.ok ? ok(undefined) : stopped
    },
  }
}
