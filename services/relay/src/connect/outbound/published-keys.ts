/**
 * Keys that a vendor publishes for its notices to be checked by. They are kept for an hour; whoever meets one that is not
 * among them has them fetched anew, once a minute at most: a forger may name any number.
 */
import type { Clock } from '@nornos/service-kit'
import { fromUtf8 } from '@nornos/std'
import * as events from '../events.ts'
import type { CallOut } from './call-out.ts'

const keptMs = 3_600_000
const anewMs = 60_000

/** Null as long as there are none to be had. */
export type PublishedKeys = (url: string, which: 'kept' | 'anew') => Promise<unknown>

export function createPublishedKeys(callOut: CallOut, clock: Clock): PublishedKeys {
  const known = new Map<string, { readonly at: number; readonly keys: Promise<unknown> }>()

  async function fetchKeys(url: string): Promise<unknown> {
    const { body, status } = await callOut({ method: 'GET', url, headers: {}, body: null })
    if (status !== 200) throw new Error(`the published keys are answered with ${status}`)
    return JSON.parse(fromUtf8(body) ?? '')
  }

  return async (url, which) => {
    const now = clock.now().getTime()
    const last = known.get(url)
    const isGood = last !== undefined && now - last.at < (which === 'kept' ? keptMs : anewMs)
    if (isGood) return last.keys
    const keys = fetchKeys(url).catch((cause: unknown) => {
      events.noticeKeysMissing(cause)
      return last?.keys ?? null
    })
    known.set(url, { at: now, keys })
    return keys
  }
}
