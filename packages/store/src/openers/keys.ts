/** What the patient's screens see and do about openers and devices. Read next: create-keys.ts. */
import type { SlotKind } from '@nornos/crypto/verify'
import type { Instant } from '@nornos/health-model'
import type { Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { GivenOpener, GivenPasskey } from '../vault/given-opener.ts'
import type { ContactPage } from './contact-page-text.ts'
import type { TypedKitWord } from './kit-words.ts'

export interface OpenerView {
  readonly slotId: string
  readonly kind: Exclude<SlotKind, 'device'>
  /** As the person calls it; empty: it has no name. */
  readonly name: string
  /** Null where no device has noted it. */
  readonly madeAt: Instant | null
  readonly usedAt: Instant | null
}

export interface DeviceView {
  readonly deviceId: string
  readonly name: string
  readonly addedAt: Instant
  /** When it committed something last, by its own clock. */
  readonly usedAt: Instant | null
  readonly isThis: boolean
}

export interface KeysView {
  readonly openers: readonly OpenerView[]
  readonly devices: readonly DeviceView[]
  /** The kit and at least one opener besides. */
  readonly isBackedUp: boolean
  readonly unlockBy: GivenOpener['by']
  readonly epoch: number
  readonly kit: KitCheck
  readonly reseal: ResealState
  /** The contact whose page opened the vault last, and opens nothing since. */
  readonly usedContact: { readonly name: string; readonly usedAt: Instant } | null
}

/** The yearly look at the paper: three words. */
export interface KitCheck {
  readonly slotId: string | null
  readonly checkedAt: Instant | null
  /** Null where there is nothing to check by: make a new kit. */
  readonly dueAt: Instant | null
  readonly isDue: boolean
}

/** Old objects under the newest key. `left`: objects still under an older one. */
export type ResealState =
  | { readonly state: 'idle'; readonly left: number }
  | { readonly state: 'running'; readonly done: number; readonly total: number }

export type NewOpener =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly name: string }
  | { readonly kind: 'kit'; readonly kitWords: readonly string[]; readonly name: string }
  | { readonly kind: 'passkey'; readonly passkey: GivenPasskey; readonly name: string }

/** To be shown on this device alone, for another one that the person holds. */
export interface ShownCode {
  readonly slotId: string
  /** To be typed, where it cannot be scanned. */
  readonly words: readonly string[]
  /** Of the QR code: the words, and how far the vault has come. */
  readonly text: string
  readonly until: Instant
}

/** To be given to the chosen person; made good by `addContact`. */
export interface MadeContactPage extends ContactPage {
  /** Of the QR code. */
  readonly text: string
}

type Done = Promise<Result<undefined, DeviceProblem>>

/** Everything here needs the vault open; all but the first four and `makeContactPage` need the network. */
export interface Keys {
  keys(): Promise<KeysView>
  renameOpener(slotId: string, name: string): Promise<void>
  /** Whether it is time to look at the kit, without all the rest of `keys`. */
  kitCheck(): Promise<KitCheck>
  /** Three positions of the kit to ask for, counted from 1; empty when there is nothing to check by. */
  kitQuestions(): Promise<readonly number[]>
  /** `KitWordsWrong` names the positions. */
  checkKit(typed: readonly TypedKitWord[]): Done
  addOpener(opener: NewOpener): Done
  /** In one step: the old one opens nothing from then on. */
  replaceOpener(slotId: string, opener: NewOpener): Done
  removeOpener(slotId: string): Done
  /** Nothing is stored by it. */
  makeContactPage(): Promise<MadeContactPage>
  /** The page opens the vault together with what auth keeps, three days after it is asked for. `name` stays sealed. */
  addContact(page: ContactPage, name: string): Done
  /** What opens this device from now on. */
  unlockThisDeviceBy(given: GivenOpener): Done
  /** Lets another device of this person in, for ten minutes. */
  showDeviceCode(): Promise<Result<ShownCode, DeviceProblem>>
  /** It opens nothing from then on. A device that came in by it ends it by itself. */
  endDeviceCode(slotId: string): Done
  renameDevice(deviceId: string, name: string): Done
  /** A lost device: new keys for all that stays, its sessions end. */
  removeDevice(deviceId: string): Done
  /** New keys although every device stays: an opener may be known to somebody else. */
  renewKeys(): Done
  /** Which session this device has at auth; ended when another device removes this one. */
  noteSession(sessionId: string): Promise<void>
  /** Seals what lies under older keys anew; goes on after a lock or a crash when it is called again. */
  resealAll(): Done
  cancelReseal(): Promise<void>
}
