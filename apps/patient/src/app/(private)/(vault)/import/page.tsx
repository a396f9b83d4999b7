'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/import/ImportScreen.tsx')).ImportScreen,
  async () => (await import('#src/messages/import-messages.ts')).importMessages,
  async () => (await import('#src/messages/you-messages.ts')).youMessages,
)
