'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/pressure/PressureScreen.tsx')).PressureScreen,
  async () => (await import('#src/messages/health-view-messages.ts')).healthViewMessages,
)
