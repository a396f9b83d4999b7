/**
 * What a service's key port must do under each adapter: a key file and a key management service keep the same promises,
 * so that which of them wraps is configuration only; when the service cannot answer, nothing opens and whoever asked may
 * come again. Read next: key-service.ts.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type KeyPort,
  makeDataKey,
  openDataKey,
  openForService,
  sealForService,
} from '@nornos/crypto/service-box'
import { type KeyServiceConfig, KeyServiceError, Unavailable } from '@nornos/service-kit'
import { utf8 } from '@nornos/std'
import { startKeyService } from './key-service.ts'

export interface KeyPortUnderTest {
  readonly openKeyPort: (given: {
    readonly keyFolder: string
    readonly keyService?: KeyServiceConfig
  }) => Promise<KeyPort>
  /** What the service wraps a data key for: a purpose, and at least two members more. The last two say whose it is. */
  readonly context: readonly [purpose: string, ...place: readonly [string, string, ...string[]]]
}

export interface KeyPortCase {
  readonly name: string
  run(port: KeyPortUnderTest): Promise<void>
}

const cannotOpen = { code: 'cannot-open' }

export const keyPortContract: readonly KeyPortCase[] = [
  {
    name: 'a key file keeps the promises of the port',
    async run({ context, openKeyPort }) {
      await using made = await makeFolder()
      const inFolder = (name: string) => openKeyPort({ keyFolder: path.join(made.folder, name) })
      await keepsItsPromises(
        context,
        await inFolder('ours'),
        await inFolder('ours'),
        await inFolder('others'),
      )
    },
  },
  {
    name: 'a key service keeps the promises of the port, and is not told whose key it wraps',
    async run({ context, openKeyPort }) {
      await using made = await makeFolder()
      await using service = await startKeyService()
      const withKey = (keyId: string) =>
        openKeyPort({ keyFolder: made.folder, keyService: { ...service.config, keyId } })
      const { keyId } = service.config
      const [ours, again] = [await withKey(keyId), await withKey(keyId)]
      await keepsItsPromises(context, ours, again, await withKey(service.otherKeyId))
      const operations = new Set(service.calls.map(({ operation }) => operation))
      assert.deepEqual(operations, new Set(['Encrypt', 'Decrypt']))
      const told = JSON.stringify(service.calls)
      const [purpose, ...place] = context
      assert.ok(told.includes(`"purpose":"${purpose}"`))
      for (const member of place) assert.ok(!told.includes(member), member)
    },
  },
  {
    name: 'what a key file wrapped does not open under a key service, nor the other way round',
    async run({ context, openKeyPort }) {
      await using made = await makeFolder()
      await using service = await startKeyService()
      const file = await openKeyPort({ keyFolder: made.folder })
      const managed = await openKeyPort({ keyFolder: made.folder, keyService: service.config })
      const [ofFile, ofService] = [await makeDataKey(file, context), await makeDataKey(managed, context)]
      await assert.rejects(openDataKey(managed, context, ofFile.wrapped), cannotOpen)
      await assert.rejects(openDataKey(file, context, ofService.wrapped), cannotOpen)
    },
  },
  {
    name: 'every way in which a key service fails has its name, is an outage, and ends when the service is back',
    async run({ context, openKeyPort }) {
      await using made = await makeFolder()
      await using service = await startKeyService()
      const port = await openKeyPort({ keyFolder: made.folder, keyService: service.config })
      const { wrapped } = await makeDataKey(port, context)
      for (const [fault, trouble] of [
        [{ status: 400, type: 'DisabledException' }, 'key-disabled'],
        [{ status: 400, type: 'KMSInvalidStateException' }, 'key-disabled'],
        [{ status: 400, type: 'AccessDeniedException' }, 'refused'],
        [{ status: 400, type: 'ThrottlingException' }, 'throttled'],
        [{ status: 500, type: 'KMSInternalException' }, 'unreachable'],
        ['silent', 'unreachable'],
      ] as const) {
        service.fault = fault
        for (const call of [() => openDataKey(port, context, wrapped), () => makeDataKey(port, context)]) {
          await assert.rejects(call, (cause) => {
            assert.ok(cause instanceof KeyServiceError && cause instanceof Unavailable)
            assert.equal(cause.trouble, trouble, JSON.stringify(fault))
            return true
          })
        }
        service.fault = null
        await openDataKey(port, context, wrapped)
      }
    },
  },
  {
    name: 'a service with a wrong secret, a wrong key or a wrong address does not start',
    async run({ openKeyPort }) {
      await using made = await makeFolder()
      await using service = await startKeyService()
      const { config } = service
      const credentials = { ...config.credentials, secretAccessKey: 'not the secret' }
      for (const [keyService, trouble] of [
        [{ ...config, credentials }, 'refused'],
        [{ ...config, keyId: 'alias/nobody' }, 'key-disabled'],
        [{ ...config, endpoint: 'http://127.0.0.1:9' }, 'unreachable'],
      ] as const) {
        await assert.rejects(openKeyPort({ keyFolder: made.folder, keyService }), { trouble })
      }
    },
  },
]

async function makeFolder(): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nornos-keys-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** `again` is the same port after a restart, `stranger` one with another key. */
async function keepsItsPromises(
  context: KeyPortUnderTest['context'],
  port: KeyPort,
  again: KeyPort,
  stranger: KeyPort,
): Promise<void> {
  const { key, wrapped } = await makeDataKey(port, context)
  const sealed = await sealForService(key, ['row 7'], utf8('52 ms'))
  const opened = await openDataKey(again, context, wrapped)
  assert.deepEqual(await openForService(opened, ['row 7'], sealed), utf8('52 ms'))
  const dataKey = new Uint8Array(randomBytes(32))
  const twice = [await port.wrapKey(dataKey, context), await port.wrapKey(dataKey, context)] as const
  assert.notDeepEqual(twice[0], twice[1])
  for (const one of twice) assert.deepEqual(await again.unwrapKey(one, context), dataKey)

  for (const other of neighboursOf(context))
    await assert.rejects(openDataKey(port, other, wrapped), cannotOpen)
  await assert.rejects(openDataKey(stranger, context, wrapped), cannotOpen)
  await assert.rejects(openDataKey(port, context, wrapped.slice(0, -1)), cannotOpen)
  await assert.rejects(openDataKey(port, context, new Uint8Array()), cannotOpen)
  for (const place of [0, 10, wrapped.length - 1]) {
    const altered = wrapped.with(place, (wrapped[place] ?? 0) ^ 1)
    await assert.rejects(openDataKey(port, context, altered), cannotOpen)
  }
}

/** Another person's, two members in one, another purpose, one member less. */
function neighboursOf(context: KeyPortUnderTest['context']): readonly (readonly string[])[] {
  const [purpose, whose, what, ...rest] = context
  return [
    [purpose, `${whose} too`, what, ...rest],
    [purpose, `${whose}${what}`, ...rest],
    ['another-purpose', whose, what, ...rest],
    context.slice(0, -1),
  ]
}
