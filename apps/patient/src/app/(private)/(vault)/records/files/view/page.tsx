'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/files/FileScreen.tsx')).FileScreen,
  async () => (await import('#src/messages/files-messages.ts')).filesMessages,
  async () => (await import('#src/messages/import-messages.ts')).importMessages,
  async () => (await import('#src/messages/keys-messages.ts')).keysMessages,
  async () => (await import('#src/messages/records-messages.ts')).recordsMessages,
)
