'use client'
import { VaultRecoverForm } from '#src/forms/VaultRecoverForm.tsx'
import { CloseAccountLink } from '#src/shell/CloseAccountLink.tsx'

export interface RecoverHereProps {
  readonly vaultId: string
  readonly offersClosing: boolean
}

/** The other ways into the vault that is on this device, and the way on for whoever has none of them. */
export function RecoverHere({ offersClosing, vaultId }: RecoverHereProps) {
  return (
    <>
      <VaultRecoverForm vaultId={vaultId} isHere />
      {offersClosing ? <CloseAccountLink /> : null}
    </>
  )
}
