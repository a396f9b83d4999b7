'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/sources/SourcesScreen.tsx')).SourcesScreen,
  async () => (await import('#src/messages/connection-messages.ts')).connectionMessages,
  async () => (await import('#src/messages/health-view-messages.ts')).healthViewMessages,
  async () => (await import('#src/messages/import-messages.ts')).importMessages,
)
