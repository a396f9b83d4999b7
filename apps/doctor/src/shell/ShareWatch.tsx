'use client'
import type { Share } from '@nornos/contracts'
import { instantToMilliseconds } from '@nornos/health-model'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useRef, useState } from 'react'
import { forgetAccess } from '#src/data/access-tokens.ts'
import { leave } from '#src/data/leave.ts'
import { shareDataKey } from '#src/data/patient-data.ts'
import { followShares } from '#src/data/share-events.ts'
import { keyOfShare, sharesQuery } from '#src/data/shares.ts'
import { type Connection, useConnection } from '#src/shell/use-connection.ts'

/** How a share ended, as far as this session saw it. */
export interface Ending {
  /** Milliseconds since 1970: when it ended. */
  readonly at: number
  /** By `performance.now()`: when this tab learned of it. */
  readonly seenAt: number
  readonly kind: 'stopped' | 'expired'
}

interface Watch {
  readonly endings: ReadonlyMap<string, Ending>
  readonly connection: Connection
}

const WatchContext = createContext<Watch>({ endings: new Map(), connection: 'live' })

/** Keeps the list of shares true to the second, and empties memory of what is no longer shared. */
export function ShareWatch({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const { data: shares } = useQuery(sharesQuery)
  const [endings, setEndings] = useState<Watch['endings']>(new Map())
  const { connection, confirm, interrupt } = useConnection(() =>
    queries.removeQueries({ queryKey: ['share-data'] }),
  )

  const end = useEffectEvent((share: Share, at: number) => {
    const { consentId } = share
    const queryKey = shareDataKey(consentId)
    void queries.cancelQueries({ queryKey })
    queries.removeQueries({ queryKey })
    forgetAccess(consentId)
    const kind = at >= instantToMilliseconds(share.validUntil) ? 'expired' : 'stopped'
    setEndings((known) => new Map(known).set(consentId, { at, seenAt: performance.now(), kind }))
    queries.setQueryData(sharesQuery.queryKey, (list) => list?.filter((other) => other !== share))
  })

  useEndMissing(shares, end)
  useEndExpired(shares, end)

  const follow = useEffectEvent((signal: AbortSignal) =>
    followShares(
      {
        onConnected: () => {
          confirm()
          void queries.invalidateQueries(sharesQuery)
        },
        onEvent: ({ type, consentId, at }) => {
          const share = queries.getQueryData(sharesQuery.queryKey)?.find((one) => one.consentId === consentId)
          if (type === 'ended' && share) end(share, instantToMilliseconds(at))
          void queries.invalidateQueries(sharesQuery)
        },
        onInterrupted: interrupt,
        onSignedOut: () => void leave('ended'),
      },
      signal,
    ),
  )
  useEffect(() => {
    const following = new AbortController()
    void follow(following.signal)
    return () => following.abort()
  }, [])

  return <WatchContext value={{ endings, connection }}>{children}</WatchContext>
}

export function useShareWatch(): Watch {
  return useContext(WatchContext)
}

/** A share that a new list no longer holds has ended, even when the event was missed. */
function useEndMissing(shares: readonly Share[] | undefined, end: (share: Share, at: number) => void): void {
  const known = useRef<readonly Share[]>([])
  const endOne = useEffectEvent(end)
  useEffect(() => {
    if (shares === undefined) return
    const current = new Set(shares.map(keyOfShare))
    const missing = known.current.filter((share) => !current.has(keyOfShare(share)))
    known.current = shares
    for (const share of missing) endOne(share, Date.now())
  }, [shares])
}

/** At the agreed end nobody has to say anything. */
function useEndExpired(shares: readonly Share[] | undefined, end: (share: Share, at: number) => void): void {
  const endOne = useEffectEvent(end)
  useEffect(() => {
    const timer = setInterval(() => {
      for (const share of shares ?? []) {
        const until = instantToMilliseconds(share.validUntil)
        if (until <= Date.now()) endOne(share, until)
      }
    }, 1_000)
    return () => clearInterval(timer)
  }, [shares])
}
