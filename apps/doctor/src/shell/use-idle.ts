'use client'
import { limits } from '@nornos/health-model'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'

export interface Idle {
  /** Until the session locks, in milliseconds, to the second in the last minute and to the minute before. */
  readonly leftMs: number
  readonly isWarning: boolean
  readonly stay: () => void
}

/** How long before the end the person is asked, in milliseconds. */
const warningMs = 60_000
const limitMs = limits.doctorIdleMax
/** Other tabs hear of activity at most this often, in milliseconds. */
const tellEveryMs = 5_000

const channelName = 'nornos-doctor-activity'
const activities = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart'] as const

/** Counts the time in which nothing happens, in any tab; by the clock, so that a sleeping computer counts too. */
export function useIdle(onEnd: () => void): Idle {
  const lastActivity = useRef(0)
  const [leftMs, setLeftMs] = useState<number>(limitMs)
  const end = useEffectEvent(onEnd)

  useEffect(() => {
    const channel = new BroadcastChannel(channelName)
    let toldAt = 0
    const look = () => {
      const left = lastActivity.current + limitMs - Date.now()
      if (left <= 0) end()
      else setLeftMs(roundedLeft(left))
    }
    const act = () => {
      const now = Date.now()
      // While the question is shown only its own button counts: moving the pointer towards it is no answer.
      if (now - lastActivity.current > limitMs - warningMs) return
      lastActivity.current = now
      if (now - toldAt < tellEveryMs) return
      toldAt = now
      channel.postMessage('active')
    }
    channel.onmessage = () => {
      lastActivity.current = Date.now()
      look()
    }
    lastActivity.current = Date.now()
    const timer = setInterval(look, 1_000)
    const options = { passive: true, capture: true }
    for (const name of activities) addEventListener(name, act, options)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      channel.close()
      for (const name of activities) removeEventListener(name, act, options)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])

  const stay = useCallback(() => {
    lastActivity.current = Date.now()
    setLeftMs(limitMs)
    const channel = new BroadcastChannel(channelName)
    channel.postMessage('active')
    channel.close()
  }, [])
  return { leftMs, isWarning: leftMs <= warningMs, stay }
}

/** A clock that ticks each second distracts; each minute is enough until it matters. */
function roundedLeft(left: number): number {
  const step = left <= warningMs ? 1_000 : 60_000
  return Math.ceil(left / step) * step
}
