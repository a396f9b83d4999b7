/** Notices as the Google Health API sends them, with a key pair of the test's own in place of Google's. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { present } from '@nornos/std'

export interface NoticeSigner {
  /** As it is published. */
  readonly publicKey: object
  /** What stands in the header beside this body. */
  readonly sign: (body: string) => string
}

/** Keys are told apart by their number, of which a forger may know any. */
export function noticeSigner(keyId: number): NoticeSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const prefix = Buffer.alloc(5)
  prefix.writeUInt8(1, 0)
  prefix.writeUInt32BE(keyId, 1)
  return {
    publicKey: {
      keyData: {
        typeUrl: 'type.googleapis.com/google.crypto.tink.EcdsaPublicKey',
        value: messageOf(publicKey).toString('base64'),
        keyMaterialType: 'ASYMMETRIC_PUBLIC',
      },
      ...{ status: 'ENABLED', keyId, outputPrefixType: 'TINK' },
    },
    sign: (body) => Buffer.concat([prefix, sign('sha256', Buffer.from(body), privateKey)]).toString('base64'),
  }
}

export const keySetOf = (...signers: readonly NoticeSigner[]) => ({
  primaryKeyId: 1,
  key: signers.map(({ publicKey }) => publicKey),
})

/** SHA-256, P-256, DER; then the two coordinates, each with a zero before it, as Google writes them. */
function messageOf(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' })
  const field = (tag: number, bytes: Buffer) => Buffer.concat([Buffer.of(tag, bytes.length), bytes])
  const coordinate = (text: string | undefined) =>
    Buffer.concat([Buffer.of(0), Buffer.from(present(text, 'the key has coordinates'), 'base64url')])
  return Buffer.concat([
    field(0x12, Buffer.of(0x08, 3, 0x10, 2, 0x18, 2)),
    field(0x1a, coordinate(x)),
    field(0x22, coordinate(y)),
  ])
}

export const healthUserId = '111111256096816351'

export const fitbitNotice = (dataType: string, day: string, operation = 'UPSERT') =>
  JSON.stringify([
    {
      data: {
        ...{ version: '1', clientProvidedSubscriptionName: 'nornos', healthUserId, operation, dataType },
        intervals: [
          {
            physicalTimeInterval: { startTime: `${day}T05:00:00Z`, endTime: `${day}T05:30:00Z` },
            civilIso8601TimeInterval: { startTime: `${day}T06:00:00`, endTime: `${day}T06:30:00` },
          },
        ],
      },
    },
  ])
