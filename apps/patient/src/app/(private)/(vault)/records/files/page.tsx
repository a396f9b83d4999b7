'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/files/FilesScreen.tsx')).FilesScreen,
  async () => (await import('#src/messages/files-messages.ts')).filesMessages,
  async () => (await import('#src/messages/records-messages.ts')).recordsMessages,
)
