'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/keys/KeysScreen.tsx')).KeysScreen,
  async () => (await import('#src/messages/keys-messages.ts')).keysMessages,
  async () => (await import('#src/messages/recovery-messages.ts')).recoveryMessages,
  async () => (await import('#src/messages/unlock-messages.ts')).unlockMessages,
  async () => (await import('#src/messages/vault-messages.ts')).vaultMessages,
)
