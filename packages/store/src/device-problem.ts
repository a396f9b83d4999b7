/** What can go wrong on the device in ways that the person can do something about. */
import type { Instant } from '@nornos/health-model'
import type { ImportProblem } from './import-state.ts'

export type DeviceProblem =
  /** `position` counts from 1. */
  | { readonly type: 'WordUnknown'; readonly position: number; readonly word: string }
  | { readonly type: 'WordCount'; readonly given: number; readonly needed: number }
  | { readonly type: 'KitChecksum' }
  /** Valid words, but of another vault (or an opener that was removed). */
  | { readonly type: 'WordsOfAnotherVault' }
  /** The passkey that answered is another one, or belongs to another vault. */
  | { readonly type: 'PasskeyOfAnotherVault' }
  /** The code that another device shows has ended, was used, or was never one. */
  | { readonly type: 'CodeOver' }
  | { readonly type: 'CodeOfAnotherVault' }
  /** The words are those of a kit, or of a page that another contact has or had. */
  | { readonly type: 'PageOfAnother' }
  /** No recovery contact was chosen, or what belongs to the page is gone. */
  | { readonly type: 'NoContact' }
  /** A vault has one recovery contact. */
  | { readonly type: 'ContactThere' }
  | { readonly type: 'RecoveryEarly'; readonly readyAt: Instant }
  /** Never asked for, stopped, or nobody came in time. */
  | { readonly type: 'RecoveryNotAsked' }
  /** This device was taken out of the vault by another one. */
  | { readonly type: 'DeviceRemoved' }
  /** Two openers stay at least, the kit among them. */
  | { readonly type: 'LastOpener'; readonly reason: 'two' | 'kit' }
  /** A vault has no room for more. */
  | { readonly type: 'TooManyOpeners' }
  /** It was removed meanwhile. */
  | { readonly type: 'NotThere' }
  /** What was sent can no longer be opened, although it could before. */
  | { readonly type: 'ItemAltered' }
  /** It is on this device, and the vault has not taken it yet. */
  | { readonly type: 'NotSaved' }
  /** `positions` count from 1: these are not the words of the kit. */
  | { readonly type: 'KitWordsWrong'; readonly positions: readonly number[] }
  /** Another device has decided between these versions, or both are gone. */
  | { readonly type: 'ChoiceGone' }
  /** Two tabs that write the same index would lose what the other one wrote. */
  | { readonly type: 'OpenElsewhere' }
  /** `rule`: name of the rule that the share would break. */
  | { readonly type: 'NotShareable'; readonly rule: string }
  /** The keys of what was shared are not known to be destroyed yet. */
  | { readonly type: 'SharingNotEnded' }
  /** What should be an age recipient is none. */
  | { readonly type: 'RecipientUnknown' }
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
  | { readonly type: 'FileTooLarge' }
  /** Chosen to go on with an upload, but not what was begun. */
  | { readonly type: 'OtherFile' }
  /** An upload that was begun under older keys cannot go on. */
  | { readonly type: 'KeysRenewed' }
  /** The person stopped it. */
  | { readonly type: 'CalledOff' }
  | ImportProblem
