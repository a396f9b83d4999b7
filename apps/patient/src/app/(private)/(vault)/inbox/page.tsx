'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/inbox/InboxScreen.tsx')).InboxScreen,
  async () => (await import('#src/messages/inbox-messages.ts')).inboxMessages,
)
