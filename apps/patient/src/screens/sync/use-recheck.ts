'use client'
import type { SyncReport } from '@nornos/store'
import { useState } from 'react'
import { device } from '#src/keys/device.ts'
import { type RecheckOutcome, recheckOutcome } from '#src/screens/sync/recheck-outcome.ts'

export type Alarm = NonNullable<SyncReport['alarm']>

export interface Recheck {
  readonly step: 'idle' | 'running' | RecheckOutcome
  /** What is looked into: it is shown until it is known what came of it. */
  readonly alarm: Alarm | null
  readonly begin: (alarm: Alarm) => void
}

/** Looking again after an alarm. Kept by the screen: while it runs there is no alarm to show it beside. */
export function useRecheck(): Recheck {
  const [step, setStep] = useState<Recheck['step']>('idle')
  const [alarm, setAlarm] = useState<Alarm | null>(null)
  const look = async (before: Alarm) => {
    setStep('running')
    setAlarm(before)
    setStep(await recheckOutcome(async () => (await device()).recheckVault()))
    setAlarm(null)
  }
  return { step, alarm, begin: (before) => void look(before) }
}
