/**
 * Wakes open streams on every replica when something of theirs has changed. A notice carries no fact: whoever is
 * woken asks the database. Losing one costs seconds, because streams look by themselves now and then.
 *
 * [Note: notices after the commit] A transaction that notifies takes a lock that all such transactions share
 * while they wait for the disk; at 500 reads a second that queue is the limit. Notices therefore go out on their
 * own, gathered, right after what they announce is durable.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@nornos/service-kit'
import * as events from '../events.ts'

const channel = 'relay_changes'
/** While many reads of one patient run, one notice in this time is enough. */
const gatherMs = 50

export interface ChangeNotices {
  /** Tells all replicas, soon; never waits and never throws. */
  announce(...subjects: readonly string[]): void
  follow(subjects: readonly string[]): Follower
  close(): Promise<void>
}

export interface Follower {
  /** Resolves at the next notice (or one since the last call), after `ms`, or when `signal` is aborted. */
  changed(ms: number, signal: AbortSignal): Promise<void>
  close(): void
}

export const trailOf = (patientId: string): string => `trail ${patientId}`
export const sharesOf = (granteeId: string): string => `shares ${granteeId}`

export async function openChangeNotices(database: Database): Promise<ChangeNotices> {
  const followers = new Map<string, Set<() => void>>()
  const stopListening = await database.listen(channel, (subject) => {
    for (const wake of followers.get(subject) ?? []) wake()
  })
  const gathered = new Set<string>()
  let sending: Promise<void> | null = null

  async function send(): Promise<void> {
    while (gathered.size > 0) {
      const subjects = [...gathered]
      gathered.clear()
      await database
        .query('select pg_notify($1, subject) from unnest($2::text[]) as subject', [channel, subjects])
        .catch(events.announcementFailed)
      await sleep(gatherMs)
    }
    sending = null
  }

  return {
    announce: (...subjects) => {
      for (const subject of subjects) gathered.add(subject)
      if (gathered.size > 0) sending ??= send()
    },
    follow: (subjects) => follow(followers, subjects),
    close: async () => {
      await sending
      await stopListening()
    },
  }
}

function follow(followers: Map<string, Set<() => void>>, subjects: readonly string[]): Follower {
  let missed = false
  let waiting: (() => void) | null = null
  const wake = () => {
    missed = true
    waiting?.()
  }
  for (const subject of subjects) {
    const wakes = followers.get(subject) ?? new Set()
    followers.set(subject, wakes.add(wake))
  }
  return {
    changed: async (ms, signal) => {
      if (!missed && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          timer.unref()
          waiting = () => {
            clearTimeout(timer)
            resolve()
          }
          signal.addEventListener('abort', waiting, { once: true })
        })
        if (waiting) signal.removeEventListener('abort', waiting)
        waiting = null
      }
      missed = false
    },
    close: () => {
      for (const subject of subjects) {
        const wakes = followers.get(subject)
        wakes?.delete(wake)
        if (wakes?.size === 0) followers.delete(subject)
      }
    },
  }
}
