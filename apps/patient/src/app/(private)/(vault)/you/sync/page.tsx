'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/sync/SyncScreen.tsx')).SyncScreen,
  async () => (await import('#src/messages/sync-messages.ts')).syncMessages,
)
