/**
 * What a roster says, its JSON and the strict reading of it. Only `roster.ts` reads and writes through here; it
 * also refuses members that are not read here.
 */
import { type Bytes, bytesToUuid, fromBase64Url, type Json, toBase64Url, uuidToBytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { isSlotKind, type SlotKind } from './slot-kind.ts'

const listMax = 64
const textMax = 64

export interface RosterDevice {
  readonly id: string
  /** Ed25519 public key, 32 bytes. */
  readonly publicKey: Bytes
  /** Milliseconds UTC. */
  readonly addedAt: number
  /** What the patient calls it, at most 64 characters. */
  readonly name?: string
  /** Signatures from this instant on are refused (a guardian's device). Milliseconds UTC. */
  readonly until?: number
  /** The account of the guardian whose device this is. */
  readonly guardianId?: string
}

export interface RosterSlot {
  readonly id: string
  readonly kind: SlotKind
  /** X-Wing public key, 1,216 bytes. */
  readonly publicKey: Bytes
}

/** Somebody who may sign consents within limits, and opens nothing. */
export interface RosterDelegate {
  /** The account of the delegate. */
  readonly id: string
  readonly publicKey: Bytes
  readonly addedAt: number
  readonly until: number
  readonly dataFields: readonly string[]
  readonly purposes: readonly string[]
  /** The longest consent that the delegate may give, in days. */
  readonly daysMax: number
}

export interface RosterBody {
  readonly vaultId: string
  /** 1, 2, … without gaps. */
  readonly number: number
  /** Hash of the roster before; null for the first. */
  readonly previous: Bytes | null
  /** The epoch whose roster key made the MAC. */
  readonly epoch: number
  /** The patient root key (Ed25519). Services pin it when the vault is created. */
  readonly rootPublicKey: Bytes
  /** X-Wing public key for things sent to the patient. */
  readonly inboxPublicKey: Bytes
  readonly devices: readonly RosterDevice[]
  readonly slots: readonly RosterSlot[]
  readonly delegates: readonly RosterDelegate[]
}

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
