/** Learns at once when a share begins or ends, for as long as a session is open; connects again by itself. */
import type { ShareEvent } from '@nornos/contracts'
import { expectAnswer, failureOf } from './answer.ts'
import { api } from './api.ts'

export interface ShareEventsFollower {
  /** From here on nothing is missed; what happened before is in the list of shares. */
  readonly onConnected: () => void
  readonly onEvent: (event: ShareEvent) => void
  readonly onInterrupted: () => void
  /** Auth no longer knows the session. */
  readonly onSignedOut: () => void
}

/** First wait after an interruption, doubled up to the longest, in milliseconds. */
const waitMinMs = 500
const waitMaxMs = 8_000

/** Runs until `signal` is aborted. */
export async function followShares(follower: ShareEventsFollower, signal: AbortSignal): Promise<void> {
  let waitMs = waitMinMs
  while (!signal.aborted) {
    try {
      const { shareEvents } = await api()
      const reply = await expectAnswer(shareEvents({ signal: AbortSignal.any([signal, untilOffline()]) }))
      follower.onConnected()
      waitMs = waitMinMs
      for await (const { value } of reply.body) follower.onEvent(value)
      // The service ends the stream with the session token; a new one goes on where it stopped.
    } catch (cause) {
      if (signal.aborted) return
      const { reason } = failureOf(cause)
      if (reason === 'signed-out') return follower.onSignedOut()
      follower.onInterrupted()
      await pause(waitMs, signal)
      waitMs = Math.min(waitMs * 2, waitMaxMs)
    }
  }
}

/** A stream does not notice by itself that the network has gone. */
function untilOffline(): AbortSignal {
  const controller = new AbortController()
  addEventListener('offline', () => controller.abort(), { once: true, signal: controller.signal })
  return controller.signal
}

/** Ends early when the network comes back or the person returns to the tab. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ended = new AbortController()
    const done = () => {
      clearTimeout(timer)
      ended.abort()
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    const options = { signal: ended.signal }
    addEventListener('online', done, options)
    document.addEventListener('visibilitychange', done, options)
    signal.addEventListener('abort', done, options)
  })
}
