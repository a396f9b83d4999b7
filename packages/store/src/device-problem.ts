/** What can go wrong on the device in ways that the person can do something about. */
import type { ImportProblem } from './import-state.ts'

export type DeviceProblem =
  /** `position` counts from 1. */
  | { readonly type: 'WordUnknown'; readonly position: number; readonly word: string }
  | { readonly type: 'WordCount'; readonly given: number; readonly needed: number }
  | { readonly type: 'KitChecksum' }
  /** Valid words, but of another vault (or an opener that was removed). */
  | { readonly type: 'WordsOfAnotherVault' }
  | { readonly type: 'NoVault' }
  | { readonly type: 'VaultExists' }
  | { readonly type: 'VaultLocked' }
  | { readonly type: 'SignedOut' }
  | { readonly type: 'Offline' }
  /** A service said no; `code` is the problem code, `detail` what it says to do. */
  | { readonly type: 'Refused'; readonly code: string; readonly detail: string }
  | { readonly type: 'Alarm'; readonly reason: string }
  /** The browser has no room left. Everything that was there is still there. */
  | { readonly type: 'DeviceFull' }
  | ImportProblem
