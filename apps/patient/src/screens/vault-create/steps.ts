/** The steps from nothing to a vault, and what lies before each. */
import { arePasskeysSupported } from '#src/keys/passkey-support.ts'

export type Step = 'account' | 'passkey' | 'words' | 'kit' | 'check' | 'done'

/** A passkey or six words: one of the two, in the same place. */
export const stepNumber: Readonly<Record<Step, number>> = {
  account: 1,
  passkey: 2,
  words: 2,
  kit: 3,
  check: 4,
  done: 5,
}
export const lastStepNumber = stepNumber.done

/** After the account. Where the browser has no passkeys, six words are all there is. */
export function firstStep(): Step {
  return arePasskeysSupported() ? 'passkey' : 'words'
}

/** Null where there is nothing to go back to. */
export function stepBefore(step: Step, hasPasskey: boolean): Step | null {
  if (step === 'check') return 'kit'
  if (step === 'kit') return hasPasskey ? 'passkey' : 'words'
  return step === 'words' && firstStep() === 'passkey' ? 'passkey' : null
}
