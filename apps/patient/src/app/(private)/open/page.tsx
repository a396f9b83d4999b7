'use client'
import { problemMessages } from '#src/messages/problem-messages.ts'
import { recoveryMessages } from '#src/messages/recovery-messages.ts'
import { unlockMessages } from '#src/messages/unlock-messages.ts'
import { vaultMessages } from '#src/messages/vault-messages.ts'
import { VaultOpenScreen } from '#src/screens/vault-open/VaultOpenScreen.tsx'
import { withWords } from '#src/shell/Words.tsx'

export default withWords(VaultOpenScreen, problemMessages, recoveryMessages, unlockMessages, vaultMessages)
