'use client'
import { problemMessages } from '#src/messages/problem-messages.ts'
import { unlockMessages } from '#src/messages/unlock-messages.ts'
import { vaultMessages } from '#src/messages/vault-messages.ts'
import { VaultCreateScreen } from '#src/screens/vault-create/VaultCreateScreen.tsx'
import { withWords } from '#src/shell/Words.tsx'

export default withWords(VaultCreateScreen, problemMessages, unlockMessages, vaultMessages)
