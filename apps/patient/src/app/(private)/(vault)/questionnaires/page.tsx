'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/questionnaires/QuestionnairesScreen.tsx')).QuestionnairesScreen,
  async () => (await import('#src/messages/entry-messages.ts')).entryMessages,
)
