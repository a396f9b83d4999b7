'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/proposals/ProposalsScreen.tsx')).ProposalsScreen,
  async () => (await import('#src/messages/import-messages.ts')).importMessages,
  async () => (await import('#src/messages/records-messages.ts')).recordsMessages,
)
