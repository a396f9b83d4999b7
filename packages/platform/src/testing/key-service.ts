/**
 * A key management service of the test's own, on this machine, as AWS documents KMS: JSON 1.1 over POST, signature
 * version 4 checked with the secret, ciphertexts bound to the key and the encryption context, faults by name. Read
 * next: signature-v4.ts.
 */
import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { canonicalJson, type Json } from '@nornos/std'
import { isSignedWith, type SigningSecret } from './signature-v4.ts'

export interface KeyServiceStandIn extends AsyncDisposable {
  /** What a service of ours is configured with. */
  readonly config: {
    readonly keyId: string
    readonly region: string
    readonly endpoint: string
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  /** Another key of the same account. */
  readonly otherKeyId: string
  /** What was asked, in order: what the service's own log would say. */
  readonly calls: readonly Call[]
  /** From now on; `null` mends it. `silent`: it takes the call and hangs up without an answer. */
  fault: Fault | 'silent' | null
}

export interface Call {
  readonly operation: string
  readonly context: Readonly<Record<string, string>>
}

export interface Fault {
  readonly status: number
  /** As AWS names it, such as `ThrottlingException`. */
  readonly type: string
}

export async function startKeyService(): Promise<KeyServiceStandIn> {
  const secret = {
    accessKeyId: randomBytes(10).toString('hex'),
    secretAccessKey: randomBytes(20).toString('hex'),
    region: 'eu-north-1',
    service: 'kms',
  }
  const keys = new Map([randomUUID(), randomUUID()].map((id) => [id, randomBytes(32)]))
  const [keyId = '', otherKeyId = ''] = keys.keys()
  const calls: Call[] = []
  const server = createServer((request, response) => {
    void request
      .setEncoding('utf8')
      .toArray()
      .then((parts) => {
        if (standIn.fault === 'silent') return request.socket.destroy()
        const answer = answerTo({ secret, keys, calls, fault: standIn.fault }, request, parts.join(''))
        const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() }
        return response.writeHead(answer.status, headers).end(JSON.stringify(answer.body))
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { accessKeyId, region, secretAccessKey } = secret
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const standIn: KeyServiceStandIn = {
    config: { keyId, region, endpoint, credentials: { accessKeyId, secretAccessKey } },
    otherKeyId,
    calls,
    fault: null,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return standIn
}

interface State {
  readonly secret: SigningSecret
  readonly keys: ReadonlyMap<string, Uint8Array>
  readonly calls: Call[]
  readonly fault: Fault | null
}

interface Answer {
  readonly status: number
  readonly body: Json
}

interface Asked {
  readonly KeyId?: string
  readonly Plaintext?: string
  readonly CiphertextBlob?: string
  readonly EncryptionContext?: Readonly<Record<string, string>>
}

function answerTo({ secret, keys, calls, fault }: State, request: IncomingMessage, body: string): Answer {
  if (!isSignedWith(secret, request, body)) return failed('InvalidSignatureException')
  if (fault) return failed(fault.type, fault.status)
  const operation = String(request.headers['x-amz-target']).replace(/^TrentService\./, '')
  const asked: Asked = JSON.parse(body)
  const { EncryptionContext: context = {}, KeyId = '' } = asked
  calls.push({ operation, context })
  const key = keys.get(KeyId)
  if (!key) return failed('NotFoundException')
  if (operation === 'Encrypt') return encrypt(KeyId, key, asked)
  if (operation === 'Decrypt') return decrypt(KeyId, key, asked)
  return failed('UnknownOperationException')
}

function encrypt(KeyId: string, key: Uint8Array, { EncryptionContext, Plaintext = '' }: Asked): Answer {
  const plain = Buffer.from(Plaintext, 'base64')
  if (plain.length < 1 || plain.length > 4_096) return failed('ValidationException')
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(EncryptionContext))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  const blob = Buffer.concat([Buffer.from(KeyId), nonce, cipher.getAuthTag(), sealed])
  return { status: 200, body: { KeyId, CiphertextBlob: blob.toString('base64') } }
}

function decrypt(KeyId: string, key: Uint8Array, { CiphertextBlob = '', EncryptionContext }: Asked): Answer {
  const blob = Buffer.from(CiphertextBlob, 'base64')
  if (blob.length < 65) return failed('InvalidCiphertextException')
  if (blob.subarray(0, 36).toString() !== KeyId) return failed('IncorrectKeyException')
  const opener = createDecipheriv('aes-256-gcm', key, blob.subarray(36, 48))
  opener.setAAD(boundTo(EncryptionContext)).setAuthTag(blob.subarray(48, 64))
  try {
    const plain = Buffer.concat([opener.update(blob.subarray(64)), opener.final()])
    return { status: 200, body: { KeyId, Plaintext: plain.toString('base64') } }
  } catch {
    return failed('InvalidCiphertextException')
  }
}

function boundTo(context: Asked['EncryptionContext']): Buffer {
  return Buffer.from(canonicalJson({ ...context }))
}

function failed(type: string, status = 400): Answer {
  return { status, body: { __type: type, message: '' } }
}
