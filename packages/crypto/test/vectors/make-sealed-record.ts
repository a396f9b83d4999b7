/** Vectors of `specs/sealed-record.md`. */
import { type Bytes, concat, utf8 } from '@nornos/std'
import { importBoxKey, sealBoxWithSalt } from '../../src/format/box.ts'
import { u16 } from '../../src/format/byte-writer.ts'
import { encodeFrame } from '../../src/format/frame.ts'
import { encodeInboxHeader, encodeInboxItem, inboxContext } from '../../src/format/inbox-item.ts'
import { encodeObjectHeader, objectContext } from '../../src/format/object-header.ts'
import { padmeByteLength } from '../../src/format/padding.ts'
import { sha256 } from '../../src/hazmat/sha256.ts'
import { encapsulate, xWingPublicKey } from '../../src/hazmat/x-wing.ts'
import { namedId, namedKey } from './named-key.ts'
import { countingBytes, flipped, hex, type Vector, type Vectors } from './vector.ts'

const key = namedKey('box key')
const salt = namedKey('box salt').slice(0, 24)
const dataKey = namedKey('data key')
const vaultId = namedId('vault')
const objectId = namedId('object')

export async function makeSealedRecordVectors(): Promise<Vectors> {
  return {
    ...(await boxVectors()),
    ...(await objectVectors()),
    ...(await inboxVectors()),
    padme: padmeVector(),
  }
}

async function boxVectors(): Promise<Vectors> {
  const context = utf8('nornos vector context')
  const boxKey = await importBoxKey(key)
  const vectors: Record<string, Vector> = {}
  for (const length of [0, 1, 16_383, 16_384, 32_768, 40_000]) {
    const box = await sealBoxWithSalt(boxKey, context, countingBytes(length), salt)
    const output = length < 2 ? { box: hex(box) } : { boxSha256: hex(await sha256(box)) }
    vectors[`box-${length}-bytes`] = {
      title: `A box of ${length} bytes, byte i being i mod 251.`,
      operation: 'box',
      expect: 'valid',
      keys: { key: hex(key) },
      input: { context: hex(context), salt: hex(salt), messageLength: length },
      output,
    }
  }
  const box = await sealBoxWithSalt(boxKey, context, utf8('a secret'), salt)
  const twoChunks = await sealBoxWithSalt(boxKey, context, countingBytes(16_384), salt)
  const refused = (title: string, changed: Bytes, of: Bytes = context): Vector => ({
    title,
    operation: 'open-box',
    expect: 'cannot-open',
    keys: { key: hex(key) },
    input: { context: hex(of), box: hex(changed) },
  })
  return {
    ...vectors,
    'box-other-context': refused('A box opened in another place.', box, utf8('another context')),
    'box-altered-salt': refused('A box with one bit of its salt turned over.', flipped(box, 0)),
    'box-altered-commitment': refused('A box with one bit of its commitment turned over.', flipped(box, 24)),
    'box-altered-tag': refused(
      'A box with the last bit of its tag turned over.',
      flipped(box, box.length - 1),
    ),
    'box-cut': refused('A box cut after its first whole chunk.', twoChunks.slice(0, 56 + 16_400)),
    'box-header-alone': refused('A box without a chunk.', box.slice(0, 56)),
  }
}

async function objectVectors(): Promise<Vectors> {
  const record = utf8('{"resourceType":"Observation"}')
  const block = { kind: 2, codec: 'raw', payload: countingBytes(1000), isFilePart: false } as const
  const blockFrame = await encodeFrame(block)
  // A stored block of DEFLATE: every inflater reads it, and no deflater's taste is in it.
  const stored = concat(Uint8Array.of(1), little(record.length), little(0xffff - record.length), record)
  const deflated = await encodeFrame({ kind: 1, codec: 'raw', payload: stored, isFilePart: false })
  deflated[1] = 1
  const part = await encodeFrame({
    kind: 4,
    codec: 'raw',
    payload: utf8('the end of a file'),
    isFilePart: true,
  })
  const sealedPart = await seal(part, { part: 3 })
  const valid = (title: string, object: Bytes, kind: string, payload: Bytes): Vector => ({
    ...opening(title, object),
    expect: 'valid',
    output: { kind, payload: hex(payload) },
  })
  return {
    'object-block': valid('A block, as it is.', await seal(blockFrame), 'block', block.payload),
    'object-record-deflated': valid('A record, deflated.', await seal(deflated), 'record', record),
    'object-file-part': {
      title: 'Part 3 of a file, the last one, padded to 1 MiB. The object is given by its hash.',
      operation: 'seal-object',
      expect: 'valid',
      keys: { dataKey: hex(dataKey) },
      input: {
        vaultId,
        objectId,
        epoch: 2,
        version: 7,
        part: 3,
        salt: hex(salt),
        frame: 'file-part',
        payload: hex(utf8('the end of a file')),
      },
      output: { length: sealedPart.length, objectSha256: hex(await sha256(sealedPart)) },
    },
    ...(await objectRefusals(blockFrame)),
  }
}

async function objectRefusals(frame: Bytes): Promise<Vectors> {
  const object = await seal(frame)
  const dirty = frame.slice()
  dirty[dirty.length - 1] = 1
  const unknownKind = frame.slice()
  unknownKind[0] = 200
  const unknownCodec = frame.slice()
  unknownCodec[1] = 9
  const longer = concat(frame, new Uint8Array(1))
  const version0 = object.slice()
  version0.fill(0, 28, 36)
  const refused = (title: string, expect: string, bytes: Bytes): Vector => ({
    ...opening(title, bytes),
    expect,
  })
  const swapped = (title: string, offset: number) => refused(title, 'cannot-open', flipped(object, offset))
  return {
    'object-other-epoch': swapped('The epoch in the header was changed.', 11),
    'object-other-id': swapped('The object id in the header was changed.', 27),
    'object-other-version': swapped('The version in the header was changed.', 34),
    'object-other-part': refused('The part in the header was changed.', 'cannot-open', flipped(object, 39)),
    'object-other-vault': {
      ...refused('The object of another vault.', 'cannot-open', object),
      input: { vaultId: namedId('another vault'), object: hex(object) },
    },
    'object-version-0': refused('Versions start at 1.', 'malformed', version0),
    'object-reserved-bytes': refused('A reserved byte is not zero.', 'malformed', flipped(object, 7)),
    'object-other-magic': refused('Not an object.', 'malformed', flipped(object, 0)),
    'object-later-suite': refused('A suite of a later version.', 'unsupported', flipped(object, 4)),
    'object-dirty-padding': refused('Padding that is not zero.', 'malformed', await seal(dirty)),
    'object-other-padding': refused(
      'One byte more padding than PADMÉ gives.',
      'malformed',
      await seal(longer),
    ),
    'object-unknown-kind': refused('A kind of a later version.', 'unsupported', await seal(unknownKind)),
    'object-unknown-codec': refused('A codec of a later version.', 'unsupported', await seal(unknownCodec)),
  }
}

async function inboxVectors(): Promise<Vectors> {
  const seed = namedKey('inbox seed')
  const inboxPublicKey = await xWingPublicKey(seed)
  const itemId = namedId('item')
  const headerBytes = encodeInboxHeader(vaultId, itemId)
  const { encapsulation, sharedSecret } = await encapsulate(inboxPublicKey)
  const payload = utf8('Please drink more water.')
  const frame = await encodeFrame({ kind: 1, codec: 'raw', payload, isFilePart: false })
  const context = await inboxContext(headerBytes, inboxPublicKey)
  const box = await sealBoxWithSalt(await importBoxKey(sharedSecret), context, frame, salt)
  const item = encodeInboxItem(headerBytes, encapsulation, box)
  return {
    'inbox-message': {
      title: 'A message sealed to a patient.',
      operation: 'open-inbox-item',
      expect: 'valid',
      keys: { inboxSeed: hex(seed) },
      input: { vaultId, item: hex(item) },
      output: { itemId, kind: 'message', payload: hex(payload), sharedSecret: hex(sharedSecret) },
    },
    'inbox-altered': {
      title: 'A message with one bit of its encapsulation turned over.',
      operation: 'open-inbox-item',
      expect: 'cannot-open',
      keys: { inboxSeed: hex(seed) },
      input: { vaultId, item: hex(flipped(item, 100)) },
    },
  }
}

function padmeVector(): Vector {
  const lengths = [0, 1, 255, 256, 257, 272, 273, 1000, 4095, 4097, 65_537, 1_000_000, 67_108_864]
  return {
    title: 'Length of a frame after padding, by its length before.',
    operation: 'padme',
    expect: 'valid',
    input: { lengths },
    output: { padded: lengths.map(padmeByteLength) },
  }
}

function opening(title: string, object: Bytes): Omit<Vector, 'expect'> {
  return {
    title,
    operation: 'open-object',
    keys: { dataKey: hex(dataKey) },
    input: { vaultId, object: hex(object) },
  }
}

async function seal(frame: Bytes, { part }: { part: number } = { part: 0 }): Promise<Bytes> {
  const header = encodeObjectHeader({ epoch: 2, objectId, version: 7, part })
  const box = await sealBoxWithSalt(await importBoxKey(dataKey), objectContext(vaultId, header), frame, salt)
  return concat(header, box)
}

function little(value: number): Uint8Array {
  return u16(value).reverse()
}
