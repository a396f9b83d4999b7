'use client'
import { useQueryClient } from '@tanstack/react-query'
import { proxy } from 'comlink'
import { useEffect } from 'react'
import { readingsKey } from '#src/data/readings-key.ts'
import { noteProgress } from '#src/shell/work.ts'
import { device } from './device.ts'
import type { Change } from './device-worker.ts'

/** What a change in the worker makes stale here. */
const staleAfter: Readonly<Record<Change, readonly string[]>> = {
  vault: ['vault', 'sync', 'sync-report', 'imports', 'inbox', 'recovery'],
  sync: ['sync', 'sync-report', 'conflicts', 'files'],
  publish: ['publish'],
  imports: ['imports'],
  inbox: ['inbox'],
  files: ['uploads', 'reads'],
  data: ['files', readingsKey, 'keys', 'conflicts', 'inbox'],
  keys: ['keys', 'vault', 'recovery'],
}

/** An import changes the readings all the time; screens follow at this pace, in milliseconds. */
const pace = 1_500

/** Keeps every query in step with the worker. */
export function DeviceEvents() {
  const queries = useQueryClient()
  useEffect(() => {
    const waiting = new Map<Change, ReturnType<typeof setTimeout>>()
    const renew = (change: Change) => {
      for (const key of staleAfter[change]) void queries.invalidateQueries({ queryKey: [key] })
    }
    const onChange = (change: Change) => {
      if (change === 'imports' || change === 'keys') noteProgress()
      if (change !== 'data') return renew(change)
      if (waiting.has(change)) return
      const timer = setTimeout(() => {
        waiting.delete(change)
        renew(change)
      }, pace)
      waiting.set(change, timer)
    }
    const subscribed = device().then((opened) => opened.subscribe(proxy(onChange)))
    // Timers retry by themselves; a network that comes back is a better moment.
    const reconnect = () => {
      device().then(
        (opened) => opened.syncNow(),
        () => undefined,
      )
    }
    addEventListener('online', reconnect)
    return () => {
      removeEventListener('online', reconnect)
      for (const timer of waiting.values()) clearTimeout(timer)
      subscribed.then(
        (stop) => void stop(),
        () => undefined,
      )
    }
  }, [queries])
  return null
}
