/** What the device says about the vault, its sync and what is published. */
import type { ImportState } from '@nornos/store'
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'

export const vaultQuery = queryOptions({
  queryKey: ['vault'],
  queryFn: async () => (await device()).vaultState(),
})

export const syncQuery = queryOptions({
  queryKey: ['sync'],
  queryFn: async () => (await device()).syncState(),
})

export const publishQuery = queryOptions({
  queryKey: ['publish'],
  queryFn: async () => (await device()).publishState(),
})

export const leavingQuery = queryOptions({
  queryKey: ['leaving'],
  queryFn: async () => (await device()).leavingNotes(),
})

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async () => (await device()).imports(),
})

export function isRunning({ step }: ImportState): boolean {
  return step === 'waiting' || step === 'reading' || step === 'sealing' || step === 'sending'
}
