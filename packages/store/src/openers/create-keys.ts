/** Openers and devices of the open vault. Read next: change-openers.ts, rotate-keys.ts, kit-check.ts, reseal.ts. */
import { checkKitWords, type Opener } from '@nornos/crypto/vault-open'
import type { RosterContent } from '@nornos/crypto/vault-seal'
import type { Roster } from '@nornos/crypto/verify'
import { assert, err, ok, type Result } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { openerOf } from '../vault/given-opener.ts'
import { rosterOf } from '../vault/session.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { putOpener, removeOpener, renameDevice, renewOwnSlot } from './change-openers.ts'
import { readKeyNotes, writeKeyNotes } from './key-notes.ts'
import type { Keys, NewOpener } from './keys.ts'
import { answerKitCheck, kitCheckOf, kitWordsOf } from './kit-check.ts'
import { chooseKitWords, choosePositions } from './kit-words.ts'
import { endDeviceCode, showDeviceCode } from './let-device-in.ts'
import { noteNames, presentInstant } from './note-openers.ts'
import { readKeys } from './read-keys.ts'
import { addContact, makeContactPage, removeContact } from './recovery-contact.ts'
import { createReseal } from './reseal.ts'
import { rotateKeys } from './rotate-keys.ts'

export function createKeys(holder: VaultHolder): Keys {
  const reseal = createReseal(holder)

  /** While nothing else of this device talks to the vault; what is queued follows soon. */
  async function change<Value>(
    work: (device: OpenDevice) => Promise<Result<Value, DeviceProblem>>,
  ): Promise<Result<Value, DeviceProblem>> {
    const { device, sync } = holder.opened()
    const changed = await sync.exclusively(() => work(device))
    if (changed.ok) holder.inBackground(() => sync.run())
    return changed
  }

  return {
    async keys() {
      const { device } = holder.opened()
      return readKeys(device, await reseal.state())
    },
    async renameOpener(slotId, name) {
      await writeKeyNotes(holder.opened().device, { [noteNames.openerName(slotId)]: name })
    },
    async kitCheck() {
      const { device } = holder.opened()
      return kitCheckOf(device, await readKeyNotes(device))
    },
    async kitQuestions() {
      const words = await kitWordsOf(holder.opened().device)
      return words === null ? [] : choosePositions(words.words)
    },
    checkKit: async (typed) => answerKitCheck(holder.opened().device, typed),
    addOpener: (opener) => change((device) => put(device, opener)),
    replaceOpener: (slotId, opener) => change((device) => put(device, opener, slotId)),
    removeOpener: (slotId) =>
      change((device) => {
        const slot = rosterOf(device.session).slots.find(({ id }) => id === slotId)
        return slot?.kind === 'contact' ? removeContact(device, slotId) : removeOpener(device, slotId)
      }),
    makeContactPage,
    addContact: (page, name) => change((device) => addContact(device, page, name)),
    unlockThisDeviceBy: (given) => change((device) => renewOwnSlot(device, given)),
    showDeviceCode: () => change(showDeviceCode),
    endDeviceCode: (slotId) => change((device) => endDeviceCode(device, slotId)),
    renameDevice: (deviceId, name) => change((device) => renameDevice(device, deviceId, name)),
    removeDevice: (deviceId) =>
      change(async (device) => {
        assert(deviceId !== device.session.file.deviceId, 'a device does not remove itself')
        const ended = await endSession(device, deviceId)
        if (!ended.ok) return ended
        return rotateKeys(device, (last) => ok(withoutDevice(last, deviceId)))
      }),
    renewKeys: () =>
      change((device) => {
        const before = device.session.vault.epoch
        return rotateKeys(device, (last) => ok(last.epoch > before ? null : last))
      }),
    async noteSession(sessionId) {
      const { device } = holder.opened()
      const name = noteNames.session(device.session.file.deviceId)
      if ((await readKeyNotes(device)).get(name)?.value === sessionId) return
      await writeKeyNotes(device, { [name]: sessionId })
    },
    resealAll: () => reseal.start(),
    cancelReseal: async () => reseal.cancel(),
  }
}

async function put(
  device: OpenDevice,
  opener: NewOpener,
  replaces?: string,
): Promise<Result<undefined, DeviceProblem>> {
  const stored = await putOpener(device, await openerFrom(opener), replaces)
  if (!stored.ok) return stored
  const slotId = stored.value
  const kit =
    opener.kind === 'kit'
      ? {
          [noteNames.kitWords(slotId)]: chooseKitWords(opener.kitWords),
          [noteNames.kitCheckedAt(slotId)]: '',
        }
      : {}
  await writeKeyNotes(device, {
    [noteNames.openerName(slotId)]: opener.name,
    [noteNames.madeAt(slotId)]: presentInstant(device),
    [noteNames.usedAt(slotId)]: '',
    ...kit,
  })
  return ok(undefined)
}

async function openerFrom(opener: NewOpener): Promise<Opener> {
  if (opener.kind === 'passkey') return openerOf({ by: 'passkey', passkey: opener.passkey })
  if (opener.kind === 'words') return { kind: 'words', words: opener.words }
  const entropy = await checkKitWords(opener.kitWords.join(' '))
  assert(entropy.ok, 'the kit is one that makeWords made')
  return { kind: 'kit', entropy: entropy.value }
}

/** A device's opener has the device's id: which one goes is decided by the signed list alone. Null: it is gone. */
function withoutDevice(last: Roster, deviceId: string): RosterContent | null {
  const devices = last.devices.filter(({ id }) => id !== deviceId)
  if (devices.length === last.devices.length) return null
  const stays = new Set(devices.map(({ id }) => id))
  const slots = last.slots.filter(({ id, kind }) => kind !== 'device' || stays.has(id))
  return { devices, slots, delegates: last.delegates }
}

/** First, because it takes effect at once; a repetition changes nothing. */
async function endSession(device: OpenDevice, deviceId: string): Promise<Result<undefined, DeviceProblem>> {
  const sessionId = (await readKeyNotes(device)).get(noteNames.session(deviceId))?.value ?? ''
  if (sessionId === '') return ok(undefined)
  const ended = await ask(device.api.sessionRemove({ params: { sessionId } }))
  if (ended.ok || isRefusal(ended.error, 'not-found')) return ok(undefined)
  return err(ended.error)
}
