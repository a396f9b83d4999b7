'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/records/RecordsScreen.tsx')).RecordsScreen,
  async () => (await import('#src/messages/records-messages.ts')).recordsMessages,
)
