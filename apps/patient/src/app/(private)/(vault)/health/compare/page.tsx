'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/compare/CompareScreen.tsx')).CompareScreen,
  async () => (await import('#src/messages/health-view-messages.ts')).healthViewMessages,
  async () => (await import('#src/messages/metric-messages.ts')).metricMessages,
)
