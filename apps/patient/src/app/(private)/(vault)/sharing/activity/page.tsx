'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/trail/TrailScreen.tsx')).TrailScreen,
  async () => (await import('#src/messages/sharing-messages.ts')).sharingMessages,
)
