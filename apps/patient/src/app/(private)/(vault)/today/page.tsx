'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/today/TodayScreen.tsx')).TodayScreen,
  async () => (await import('#src/messages/engine-messages.ts')).engineMessages,
  async () => (await import('#src/messages/metric-messages.ts')).metricMessages,
  async () => (await import('#src/messages/today-messages.ts')).todayMessages,
)
