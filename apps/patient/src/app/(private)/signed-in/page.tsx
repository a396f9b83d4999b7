'use client'
import { vaultMessages } from '#src/messages/vault-messages.ts'
import { SignedInScreen } from '#src/screens/signed-in/SignedInScreen.tsx'
import { withWords } from '#src/shell/Words.tsx'

export default withWords(SignedInScreen, vaultMessages)
