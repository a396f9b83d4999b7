'use client'
import type { VaultState } from '@nornos/store'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useRegion } from '#src/shell/use-region.ts'

export type OpenVault = Extract<VaultState, { readonly state: 'open' }>

const OpenVaultContext = createContext<OpenVault | null>(null)

export interface OpenVaultProviderProps {
  readonly vault: OpenVault
  readonly children: ReactNode
}

/** Until the vault knows where the person's days are counted, they are counted where this browser is. */
export function OpenVaultProvider({ vault, children }: OpenVaultProviderProps) {
  const { timeZone } = useRegion()
  const value = useMemo(() => (vault.zone === '' ? { ...vault, zone: timeZone } : vault), [vault, timeZone])
  return <OpenVaultContext value={value}>{children}</OpenVaultContext>
}

/** The open vault. @throws on a screen that is not below `VaultFrame`. */
export function useOpenVault(): OpenVault {
  const vault = useContext(OpenVaultContext)
  if (vault === null) throw new Error('a screen needs an open vault and is not below VaultFrame')
  return vault
}
