'use client'
import { laterWithWords } from '#src/shell/Words.tsx'

export default laterWithWords(
  async () => (await import('#src/screens/workouts/WorkoutsScreen.tsx')).WorkoutsScreen,
  async () => (await import('#src/messages/health-messages.ts')).healthMessages,
)
