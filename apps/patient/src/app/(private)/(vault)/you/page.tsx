'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/you/YouScreen.tsx')).YouScreen,
  async () => (await import('#src/messages/leaving-messages.ts')).leavingMessages,
  async () => (await import('#src/messages/you-messages.ts')).youMessages,
)
