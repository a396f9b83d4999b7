'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { sharesQuery } from '#src/data/shares.ts'

/**
 * `interrupted`: just now nobody says what is shared. `lost`: for so long that data are no longer shown; they are gone
 * from memory and come back with the connection.
 */
export type Connection = 'live' | 'interrupted' | 'lost'

export interface ConnectionWatch {
  readonly connection: Connection
  /** Somebody just said what is shared. */
  readonly confirm: () => void
  readonly interrupt: () => void
}

/** Without word for so long, data are no longer shown, in milliseconds. */
const trustMs = 60_000
/** The list is asked for as often as this also while events come: a stream may be dead without a sign. */
const askEveryMs = 15_000

/** `onLost` is called once when the trust ends. */
export function useConnection(onLost: () => void): ConnectionWatch {
  const queries = useQueryClient()
  const confirmedAt = useRef(0)
  const [connection, setConnection] = useState<Connection>('live')
  const lose = useEffectEvent(() => {
    setConnection('lost')
    onLost()
  })
  const confirm = useCallback(() => {
    confirmedAt.current = Date.now()
    setConnection('live')
  }, [])
  const interrupt = useCallback(() => setConnection((now) => (now === 'live' ? 'interrupted' : now)), [])

  useEffect(() => {
    confirmedAt.current = Date.now()
    const ask = () => {
      queries.fetchQuery({ ...sharesQuery, staleTime: 0 }).then(confirm, interrupt)
    }
    const timer = setInterval(ask, askEveryMs)
    addEventListener('online', ask)
    addEventListener('offline', interrupt)
    return () => {
      clearInterval(timer)
      removeEventListener('online', ask)
      removeEventListener('offline', interrupt)
    }
  }, [queries, confirm, interrupt])

  useEffect(() => {
    if (connection !== 'interrupted') return
    const timer = setInterval(() => {
      if (Date.now() - confirmedAt.current > trustMs) lose()
    }, 1_000)
    return () => clearInterval(timer)
  }, [connection])

  return { connection, confirm, interrupt }
}
