'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/health/HealthScreen.tsx')).HealthScreen,
  async () => (await import('#src/messages/health-messages.ts')).healthMessages,
  async () => (await import('#src/messages/health-view-messages.ts')).healthViewMessages,
  async () => (await import('#src/messages/import-messages.ts')).importMessages,
)
