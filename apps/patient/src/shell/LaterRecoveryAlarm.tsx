'use client'
import { Suspense } from 'react'
import { laterWithWords } from '#src/shell/Words.tsx'

const RecoveryAlarm = laterWithWords(
  async () => (await import('#src/shell/RecoveryAlarm.tsx')).RecoveryAlarm,
  async () => (await import('#src/messages/problem-messages.ts')).problemMessages,
  async () => (await import('#src/messages/recovery-messages.ts')).recoveryMessages,
)

/** The alarm asks a service before it says anything: its code is fetched beside what it stands above. */
export function LaterRecoveryAlarm() {
  return (
    <Suspense fallback={null}>
      <RecoveryAlarm />
    </Suspense>
  )
}
