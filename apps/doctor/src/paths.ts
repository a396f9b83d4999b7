/**
 * Every address of the app. A path names a screen, never a person or a record: ids stand in the fragment, which no
 * server sees. Read them with `useHashParams`.
 */
import type { Share } from '@nornos/contracts'

export const paths = {
  welcome: () => '/',
  signedIn: () => '/signed-in',
  locked: (why: string) => `/locked#${new URLSearchParams({ why })}`,
  patients: () => '/patients',
  patient: ({ patientId, purpose }: Share) => `/patient#${new URLSearchParams({ p: patientId, purpose })}`,
  send: (patientId = '') => (patientId === '' ? '/send' : `/send#${new URLSearchParams({ p: patientId })}`),
  myCode: () => '/my-code',
} as const
