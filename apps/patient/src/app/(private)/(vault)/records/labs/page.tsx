'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/labs/LabsScreen.tsx')).LabsScreen,
  async () => (await import('#src/messages/records-messages.ts')).recordsMessages,
)
