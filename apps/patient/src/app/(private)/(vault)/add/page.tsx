'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/entry/AddScreen.tsx')).AddScreen,
  async () => (await import('#src/messages/entry-messages.ts')).entryMessages,
)
