/**
 * Goal: a bucket that is overloaded, cuts its answers or loses them never makes an acknowledged object that is not
 * there, and never passes half an object for a whole one.
 * Method: the adapter on a real S3 of Debian's, with a proxy between that spoils chosen requests.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { hashBytes } from '@nornos/crypto/verify'
import { lacksServer, withServer } from '@nornos/platform/testing/servers'
import { Unavailable } from '@nornos/service-kit'
import { toHex } from '@nornos/std'
import { openObjectBucket } from '../src/store/object-bucket.ts'
import { startFaultProxy } from './fault-proxy.ts'

const skip = lacksServer('radosgw')
const parts = new AsyncDisposableStack()
after(() => parts.disposeAsync())

async function openBehindProxy() {
  const server = parts.use(await withServer('radosgw'))
  const proxy = parts.use(await startFaultProxy(server.endpoint))
  const { credentials, region } = server
  const config = { bucket: 'faults', credentials, region, endpoint: proxy.url, prefix: '' }
  const client = new S3Client({ credentials, region, endpoint: server.endpoint, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: config.bucket }))
  client.destroy()
  return { store: await openObjectBucket(config), faults: proxy.faults }
}

test('a bucket that fails in between', { skip }, async (t) => {
  const { faults, store } = await openBehindProxy()
  const vaultId = randomUUID()
  const bytes = new Uint8Array(randomBytes(300_000))
  const sha256 = toHex(await hashBytes(bytes))
  const put = () => store.put(vaultId, sha256, new Blob([bytes]).stream())
  const read = async () => {
    const stream = await store.get(vaultId, sha256)
    return stream && new Uint8Array(await new Response(stream).arrayBuffer())
  }

  await t.test('overloaded for a moment: the object is stored all the same', async () => {
    faults.push(503, 503)
    assert.equal(await put(), bytes.length)
    assert.deepEqual(await read(), bytes)
    await store.delete(vaultId, sha256)
  })

  await t.test('overloaded for long, or refused: an outage, and nothing is there', async () => {
    for (const status of [503, 412]) {
      faults.push(status, status, status)
      await assert.rejects(put(), Unavailable)
      faults.length = 0
      assert.equal(await read(), null)
    }
    assert.equal(await put(), bytes.length)
  })

  await t.test('its answer to a write is lost: written again, the same object', async () => {
    await store.delete(vaultId, sha256)
    faults.push('lost-answer')
    assert.equal(await put(), bytes.length)
    assert.deepEqual(await read(), bytes)
  })

  await t.test('its answer to a read ends in the middle: whoever reads is told', async () => {
    faults.push('cut')
    await assert.rejects(read())
    assert.deepEqual(await read(), bytes)
  })

  await t.test('it cannot say whether an object is there: that is not the same as no', async () => {
    faults.push(503, 503, 503)
    await assert.rejects(store.get(vaultId, sha256), Unavailable)
    faults.push(503, 503, 503)
    await assert.rejects(store.delete(vaultId, sha256), Unavailable)
    assert.deepEqual(await read(), bytes)
  })
})
