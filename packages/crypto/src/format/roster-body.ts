/**
 * The JSON of a roster body and its strict reading. Only `roster.ts` uses it, which also refuses
 * members that are not read here.
 */
import { bytesToUuid, fromBase64Url, type Json, toBase64Url, uuidToBytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import type { RosterBody, RosterDelegate, RosterDevice, RosterSlot } from './roster.ts'
import { isSlotKind } from './slot-kind.ts'

const listMax = 64
const textMax = 64

export function bodyToJson(body: RosterBody): Json {
  return {
    v: 1,
    vaultId: body.vaultId,
    number: body.number,
    previous: body.previous === null ? null : toBase64Url(body.previous),
    epoch: body.epoch,
    rootPublicKey: toBase64Url(body.rootPublicKey),
    inboxPublicKey: toBase64Url(body.inboxPublicKey),
    devices: body.devices.map(deviceToJson),
    slots: body.slots.map(({ id, kind, publicKey }) => ({ id, kind, publicKey: toBase64Url(publicKey) })),
    delegates: body.delegates.map(delegateToJson),
  }
}

/** Throws `malformed`, or `unsupported` for a later version. */
export function jsonToBody(json: unknown): RosterBody {
  const members = object(json)
  if (members['v'] !== 1) throw new CryptoError('unsupported')
  const body = {
    vaultId: id(members['vaultId']),
    number: integer(members['number'], 1),
    previous: members['previous'] === null ? null : bytes(members['previous'], 32),
    epoch: integer(members['epoch'], 0, 0xffff_ffff),
    rootPublicKey: bytes(members['rootPublicKey'], 32),
    inboxPublicKey: bytes(members['inboxPublicKey'], 1216),
    devices: list(members['devices']).map(jsonToDevice),
    slots: list(members['slots']).map(jsonToSlot),
    delegates: list(members['delegates']).map(jsonToDelegate),
  }
  if ((body.number === 1) !== (body.previous === null)) throw new CryptoError('malformed')
  for (const named of [body.devices, body.slots, body.delegates]) uniqueIds(named)
  return body
}

function deviceToJson(device: RosterDevice): Json {
  return {
    id: device.id,
    publicKey: toBase64Url(device.publicKey),
    addedAt: instantToText(device.addedAt),
    name: device.name,
    until: device.until === undefined ? undefined : instantToText(device.until),
    guardianId: device.guardianId,
  }
}

function jsonToDevice(json: unknown): RosterDevice {
  const members = object(json)
  return {
    id: id(members['id']),
    publicKey: bytes(members['publicKey'], 32),
    addedAt: instant(members['addedAt']),
    ...(members['name'] === undefined ? {} : { name: text(members['name']) }),
    ...(members['until'] === undefined ? {} : { until: instant(members['until']) }),
    ...(members['guardianId'] === undefined ? {} : { guardianId: id(members['guardianId']) }),
  }
}

function jsonToSlot(json: unknown): RosterSlot {
  const members = object(json)
  const { kind } = members
  if (!isSlotKind(kind)) throw new CryptoError('malformed')
  return { id: id(members['id']), kind, publicKey: bytes(members['publicKey'], 1216) }
}

function delegateToJson(delegate: RosterDelegate): Json {
  return {
    ...delegate,
    publicKey: toBase64Url(delegate.publicKey),
    addedAt: instantToText(delegate.addedAt),
    until: instantToText(delegate.until),
  }
}

function jsonToDelegate(json: unknown): RosterDelegate {
  const members = object(json)
  return {
    id: id(members['id']),
    publicKey: bytes(members['publicKey'], 32),
    addedAt: instant(members['addedAt']),
    until: instant(members['until']),
    dataFields: list(members['dataFields']).map(text),
    purposes: list(members['purposes']).map(text),
    daysMax: integer(members['daysMax'], 1, 3660),
  }
}

function object(json: unknown): Readonly<Record<string, unknown>> {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) throw new CryptoError('malformed')
  return Object.fromEntries(Object.entries(json))
}

function list(json: unknown): readonly unknown[] {
  if (!Array.isArray(json) || json.length > listMax) throw new CryptoError('malformed')
  return json
}

function text(json: unknown): string {
  if (typeof json !== 'string' || json.length === 0 || json.length > textMax || !json.isWellFormed()) {
    throw new CryptoError('malformed')
  }
  return json
}

function id(json: unknown): string {
  const raw = typeof json === 'string' ? uuidToBytes(json) : null
  if (raw === null) throw new CryptoError('malformed')
  return bytesToUuid(raw)
}

function integer(json: unknown, min: number, max: number = Number.MAX_SAFE_INTEGER): number {
  if (typeof json !== 'number' || !Number.isSafeInteger(json) || json < min || json > max) {
    throw new CryptoError('malformed')
  }
  return json
}

function bytes(json: unknown, length: number) {
  const raw = typeof json === 'string' ? fromBase64Url(json) : null
  if (raw === null || raw.length !== length) throw new CryptoError('malformed')
  return raw
}

function instantToText(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

function instant(json: unknown): number {
  const milliseconds = typeof json === 'string' ? Date.parse(json) : Number.NaN
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0 || instantToText(milliseconds) !== json) {
    throw new CryptoError('malformed')
  }
  return milliseconds
}

function uniqueIds(named: readonly { readonly id: string }[]): void {
  if (new Set(named.map((one) => one.id)).size !== named.length) throw new CryptoError('malformed')
}
