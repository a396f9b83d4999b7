import { useEffect, useState } from 'react'

const QUIET_MS = 300

/** The text once it has not changed for 300 ms, so that a live region speaks where the cursor rests. */
export function useQuietText(text: string): string {
  const [quiet, setQuiet] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(text), QUIET_MS)
    return () => clearTimeout(timer)
  }, [text])
  return quiet
}
