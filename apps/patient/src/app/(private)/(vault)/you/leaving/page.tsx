'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/leaving/LeavingScreen.tsx')).LeavingScreen,
  async () => (await import('#src/messages/leaving-messages.ts')).leavingMessages,
)
