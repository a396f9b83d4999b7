'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/plan/PlanScreen.tsx')).PlanScreen,
  async () => (await import('#src/messages/inbox-messages.ts')).inboxMessages,
  async () => (await import('#src/messages/you-messages.ts')).youMessages,
)
