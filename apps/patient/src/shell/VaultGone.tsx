'use client'
import type { VaultState } from '@nornos/store'
import { ClosedElsewhere } from '#src/shell/ClosedElsewhere.tsx'
import { LostHere } from '#src/shell/LostHere.tsx'

interface VaultGoneProps {
  readonly vault: Extract<VaultState, { readonly state: 'none' }>
}

/** A vault was here, and went without being taken away here: said once. */
export function VaultGone({ vault }: VaultGoneProps) {
  if (vault.closedAt === null) return <LostHere />
  return <ClosedElsewhere at={vault.closedAt} />
}
