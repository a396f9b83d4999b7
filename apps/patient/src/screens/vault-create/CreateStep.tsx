'use client'
import type { Account } from '@nornos/contracts'
import type { GivenPasskey } from '@nornos/store'
import { CheckStep } from '#src/screens/vault-create/CheckStep.tsx'
import { KitStep } from '#src/screens/vault-create/KitStep.tsx'
import { PasskeyStep } from '#src/screens/vault-create/PasskeyStep.tsx'
import type { Step } from '#src/screens/vault-create/steps.ts'
import { WordsStep } from '#src/screens/vault-create/WordsStep.tsx'

export interface CreateStepProps {
  readonly step: Step
  readonly made: { readonly words: readonly string[]; readonly kitWords: readonly string[] }
  readonly account: Account
  /** Null: six words open the vault. */
  readonly passkey: GivenPasskey | null
  readonly onPasskey: (passkey: GivenPasskey | null) => void
  readonly onStep: (step: Step) => void
}

/** What somebody who is signed in is asked on the way to a vault. */
export function CreateStep({ step, made, account, passkey, onPasskey, onStep }: CreateStepProps) {
  switch (step) {
    case 'passkey':
      return (
        <PasskeyStep
          vaultId={account.id}
          onMade={(given) => {
            onPasskey(given)
            onStep('kit')
          }}
          onWords={() => {
            onPasskey(null)
            onStep('words')
          }}
        />
      )
    case 'words':
      return <WordsStep words={made.words} onNext={() => onStep('kit')} />
    case 'kit':
      return <KitStep kitWords={made.kitWords} email={account.email} onNext={() => onStep('check')} />
    case 'check':
      return (
        <CheckStep
          kitWords={made.kitWords}
          opener={passkey === null ? { words: made.words } : { passkey }}
          accountId={account.id}
          onDone={() => onStep('done')}
        />
      )
    case 'account':
    case 'done':
      return null
  }
}
