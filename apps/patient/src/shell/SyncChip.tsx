'use client'
import { NavigationLink } from '@nornos/ui'
import { paths } from '#src/paths.ts'
import { SyncStatus } from '#src/shell/SyncStatus.tsx'

/** Whether what is on this device is in the vault as well, on every screen; it leads to the details. */
export function SyncChip() {
  return (
    <NavigationLink
      href={paths.sync()}
      className="inline-flex min-h-11 items-center rounded-control px-2 hover:bg-sunken"
    >
      <SyncStatus />
    </NavigationLink>
  )
}
