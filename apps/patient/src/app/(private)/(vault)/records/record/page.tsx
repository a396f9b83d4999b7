'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/records/RecordScreen.tsx')).RecordScreen,
  async () => (await import('#src/messages/entry-messages.ts')).entryMessages,
  async () => (await import('#src/messages/records-messages.ts')).recordsMessages,
)
