'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { paths } from '#src/paths.ts'
import { readVaultHere } from '#src/shell/settings.ts'

/** Whoever has a vault in this browser does not need the start page. */
export function KnownVisitor() {
  const router = useRouter()
  useEffect(() => {
    if (readVaultHere()) router.replace(paths.today())
  }, [router])
  return null
}
