'use client'
import { leavingMessages } from '#src/messages/leaving-messages.ts'
import { problemMessages } from '#src/messages/problem-messages.ts'
import { recoveryMessages } from '#src/messages/recovery-messages.ts'
import { unlockMessages } from '#src/messages/unlock-messages.ts'
import { vaultMessages } from '#src/messages/vault-messages.ts'
import { AccountCloseScreen } from '#src/screens/account-close/AccountCloseScreen.tsx'
import { withWords } from '#src/shell/Words.tsx'

export default withWords(
  AccountCloseScreen,
  leavingMessages,
  problemMessages,
  recoveryMessages,
  unlockMessages,
  vaultMessages,
)
