/**
 * Goal: what vendors gave opens under a key service in its row alone.
 * Method: the contract of key ports; the seals of connect, a stand-in of AWS KMS.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyPortContract } from '@nornos/platform/testing/key-port-contract'
import { startKeyService } from '@nornos/platform/testing/key-service'
import { ConnectionSecrets, openSecrets, sealSecrets } from '../../src/connect/connection-secrets.ts'
import { openKeyPort } from '../../src/connect/store/open-key-port.ts'

const context = ['connections', 'patient 1', 'connection 1'] as const

for (const { name, run } of keyPortContract) test(name, () => run({ openKeyPort, context }))

const secrets = { accessToken: 'a', refreshToken: null, expiresAt: null, account: null, site: null }

test('tokens open under the key service in their own row, and nowhere while its key is switched off', async () => {
  await using service = await startKeyService()
  const open = () => openKeyPort({ keyFolder: '/nowhere', keyService: service.config })
  const sealed = await sealSecrets({ keys: await open() }, ['connections', 'patient', 'one'], secrets)
  const keys = await open()
  const place = ['connections', 'patient', 'one'] as const
  assert.deepEqual(await openSecrets({ keys }, place, sealed, ConnectionSecrets), secrets)
  const other = ['connections', 'patient', 'two'] as const
  await assert.rejects(openSecrets({ keys }, other, sealed, ConnectionSecrets), { code: 'cannot-open' })
  service.fault = { status: 400, type: 'DisabledException' }
  await assert.rejects(openSecrets({ keys }, place, sealed, ConnectionSecrets), { trouble: 'key-disabled' })
})
