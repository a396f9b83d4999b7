/** From what a person types or touches to an open vault, over the network: the way in when this device cannot open it. */
import type { VaultHead } from '@nornos/contracts'
import {
  CryptoError,
  checkKitWords,
  checkSixWords,
  type Opener,
  openRoster,
  openSlot,
  openVault,
  type Vault,
  type VaultRootKey,
} from '@nornos/crypto/vault-open'
import { checkRosterSuccession, parseSlot, type Roster } from '@nornos/crypto/verify'
import type { VaultId } from '@nornos/health-model'
import { type Bytes, err, ok, type Result, toBase64Url } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { DeviceParts } from '../open-device.ts'
import { parseDeviceCode, readDeviceCode } from '../openers/device-code-text.ts'
import type { KnownHead } from '../sync/known-heads.ts'
import { fetchKeyring } from './fetch-keyring.ts'
import { fetchRosters } from './fetch-rosters.ts'
import { type GivenOpener, givenOpener, openerOf } from './given-opener.ts'
import { takeHalf } from './take-half.ts'
import { isWrongOpener, problemOfWords } from './typed-words.ts'
import { textToBytes } from './vault-file.ts'
import type { OwnRecovery, Recovery } from './vault-state.ts'

export interface EnteredVault {
  readonly vault: Vault
  readonly keyring: Bytes
  /** The opener that was used. */
  readonly slotId: string
  /** What opens this device from now on. */
  readonly given: GivenOpener
}

export interface KnownRosters {
  readonly rosters: readonly Roster[]
  readonly texts: readonly string[]
  readonly last: Roster
}

export async function enterVault(
  parts: DeviceParts,
  vaultId: VaultId,
  request: Recovery,
): Promise<Result<EnteredVault, DeviceProblem>> {
  const code = request.by === 'device' ? readDeviceCode(request.typed, vaultId, parts.clock.now()) : null
  if (code?.ok === false) return code
  const read = await readOrFetch(parts, request)
  if (!read.ok) return read
  const { given, opener } = read.value
  const head = await ask(parts.api.vaultRead({ params: { vaultId } }))
  if (!head.ok) return isRefusal(head.error, 'not-found') ? err({ type: 'NoVault' }) : head
  const opened = await openAnySlot(parts, head.value.body, opener)
  if (!opened.ok) return namingWhatWasGiven(request, opened)
  if (code?.value.known) await rememberHead(parts, vaultId, code.value.known)
  const keyring = await fetchKeyring(parts, vaultId)
  if (!keyring.ok) return keyring
  const { root, slotId } = opened.value
  const vault = await openVault(root, keyring.value).catch(sayAltered)
  root.rootKey.fill(0)
  if (vault === null) return err({ type: 'Alarm', reason: 'altered_object' })
  return ok({ vault, keyring: keyring.value, slotId, given })
}

/** Every roster from the first one: a commit names the one under which it was made. */
export async function readRosters(
  parts: Pick<DeviceParts, 'api'>,
  vault: Vault,
): Promise<Result<KnownRosters, DeviceProblem>> {
  const texts = await fetchRosters(parts, { vaultId: vault.vaultId, after: 0 })
  if (!texts.ok) return texts
  const rosters = await checkRosters(vault, texts.value).catch(sayAltered)
  const last = rosters?.at(-1)
  if (rosters === null || last === undefined) return err({ type: 'Alarm', reason: 'roster_mismatch' })
  return ok({ rosters, texts: texts.value, last })
}

/** The credentials of the passkeys that open this vault: a page asks for one of them. */
export async function readPasskeys(
  { api }: Pick<DeviceParts, 'api'>,
  vaultId: VaultId,
): Promise<Result<readonly string[], DeviceProblem>> {
  const head = await ask(api.vaultRead({ params: { vaultId } }))
  if (!head.ok) return isRefusal(head.error, 'not-found') ? err({ type: 'NoVault' }) : head
  const credentialIds: string[] = []
  for (const { kind, slotId } of head.value.body.slots) {
    if (kind !== 'passkey') continue
    const slot = await ask(api.slotRead({ params: { vaultId, slotId } }))
    if (!slot.ok) return slot
    credentialIds.push(toBase64Url(parseSlot(textToBytes(slot.value.body.body)).opener))
  }
  return ok(credentialIds)
}

async function checkRosters(vault: Vault, texts: readonly string[]): Promise<readonly Roster[]> {
  const rosters: Roster[] = []
  for (const text of texts) {
    const next = await openRoster(vault, textToBytes(text))
    checkRosterSuccession(rosters.at(-1) ?? null, next)
    rosters.push(next)
  }
  return rosters
}

export type ReadOpener = { readonly opener: Opener; readonly given: GivenOpener }

/** What was typed or touched, checked as far as that goes without the vault. */
export async function readOpener(request: OwnRecovery): Promise<Result<ReadOpener, DeviceProblem>> {
  switch (request.by) {
    case 'words': {
      const words = await checkSixWords(request.typed)
      if (!words.ok) return err(problemOfWords(words.error))
      const given = { by: 'words', words: words.value } as const
      return ok({ opener: openerOf(given), given })
    }
    case 'passkey': {
      const given = { by: 'passkey', passkey: request.passkey } as const
      return ok({ opener: openerOf(given), given })
    }
    case 'device': {
      const words = await checkSixWords(parseDeviceCode(request.typed)?.words.join(' ') ?? request.typed)
      if (!words.ok) return err(problemOfWords(words.error))
      return ok({ opener: { kind: 'words', words: words.value }, given: givenOpener(request) })
    }
    case 'kit': {
      const entropy = await checkKitWords(request.typed)
      if (!entropy.ok) return err(problemOfWords(entropy.error))
      return ok({ opener: { kind: 'kit', entropy: entropy.value }, given: givenOpener(request) })
    }
  }
}

async function readOrFetch(
  parts: DeviceParts,
  request: Recovery,
): Promise<Result<ReadOpener, DeviceProblem>> {
  if (request.by !== 'contact') return readOpener(request)
  const opener = await takeHalf(parts, request.typed)
  return opener.ok ? ok({ opener: opener.value, given: givenOpener(request) }) : opener
}

/** Words that were shown for some minutes are gone, and a page is another contact's, rather than of another vault. */
function namingWhatWasGiven(
  { by }: Recovery,
  opened: Result<never, DeviceProblem>,
): Result<never, DeviceProblem> {
  if (opened.ok || opened.error.type !== 'WordsOfAnotherVault') return opened
  if (by === 'device') return err({ type: 'CodeOver' })
  return by === 'contact' ? err({ type: 'PageOfAnother' }) : opened
}

/** What the vault shows must reach this point and go through it; `sync/anchors.ts` sees to it. */
async function rememberHead({ heads }: DeviceParts, vaultId: VaultId, known: KnownHead): Promise<void> {
  const before = await heads.read(vaultId)
  if (before === null || before.n < known.n) await heads.write(vaultId, known)
}

type OpenedSlot = { readonly root: VaultRootKey; readonly slotId: string }

async function openAnySlot(
  { api }: DeviceParts,
  { slots, vaultId }: VaultHead,
  opener: Opener,
): Promise<Result<OpenedSlot, DeviceProblem>> {
  for (const { slotId, kind } of slots) {
    if (kind !== opener.kind) continue
    const slot = await ask(api.slotRead({ params: { vaultId, slotId } }))
    if (!slot.ok) return slot
    const root = await openWhenRight(textToBytes(slot.value.body.body), opener)
    if (root?.vaultId === vaultId) return ok({ root, slotId })
  }
  return err({ type: opener.kind === 'passkey' ? 'PasskeyOfAnotherVault' : 'WordsOfAnotherVault' })
}

async function openWhenRight(bytes: Bytes, opener: Opener): Promise<VaultRootKey | null> {
  try {
    return await openSlot(bytes, opener)
  } catch (cause) {
    if (isWrongOpener(cause)) return null
    throw cause
  }
}

/** What a server altered is not opened; everything else is a fault of this program. */
function sayAltered(cause: unknown): null {
  if (cause instanceof CryptoError) return null
  throw cause
}
