'use client'
import type { VaultState } from '@nornos/store'
import { createContext, type ReactNode, useContext } from 'react'

type OpenVault = Extract<VaultState, { readonly state: 'open' }>

const OpenVaultContext = createContext<OpenVault | null>(null)

export interface OpenVaultProviderProps {
  readonly vault: OpenVault
  readonly children: ReactNode
}

export function OpenVaultProvider({ vault, children }: OpenVaultProviderProps) {
  return <OpenVaultContext value={vault}>{children}</OpenVaultContext>
}

/** The open vault. @throws on a screen that is not below `VaultFrame`. */
export function useOpenVault(): OpenVault {
  const vault = useContext(OpenVaultContext)
  if (vault === null) throw new Error('a screen needs an open vault and is not below VaultFrame')
  return vault
}
