'use client'
import { leavingMessages } from '#src/messages/leaving-messages.ts'
import { problemMessages } from '#src/messages/problem-messages.ts'
import { vaultMessages } from '#src/messages/vault-messages.ts'
import { RestoreScreen } from '#src/screens/restore/RestoreScreen.tsx'
import { withWords } from '#src/shell/Words.tsx'

export default withWords(RestoreScreen, leavingMessages, problemMessages, vaultMessages)
