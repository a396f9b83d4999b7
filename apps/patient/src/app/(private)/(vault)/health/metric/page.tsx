'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/metric/MetricScreen.tsx')).MetricScreen,
  async () => (await import('#src/messages/health-view-messages.ts')).healthViewMessages,
  async () => (await import('#src/messages/metric-messages.ts')).metricMessages,
)
