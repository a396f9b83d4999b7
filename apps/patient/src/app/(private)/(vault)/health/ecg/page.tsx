'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/ecg/EcgScreen.tsx')).EcgScreen,
  async () => (await import('#src/messages/health-view-messages.ts')).healthViewMessages,
)
