/** What came of looking again at a vault that did not fit. */
import type { SyncState } from '@nornos/store'

/** `unseen`: the vault was not reached, or the device failed at it. */
export type RecheckOutcome = 'still' | 'cleared' | 'unseen'

/** Never rejects: whoever waits for it has to hear an end. */
export async function recheckOutcome(
  look: () => Promise<Pick<SyncState, 'state'>>,
  onFault: (cause: unknown) => void = (cause) => reportError(cause),
): Promise<RecheckOutcome> {
  try {
    const { state } = await look()
    if (state === 'alarm') return 'still'
    return state === 'saved' || state === 'saving' ? 'cleared' : 'unseen'
  } catch (cause) {
    onFault(cause)
    return 'unseen'
  }
}
