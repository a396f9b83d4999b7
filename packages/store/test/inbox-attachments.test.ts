/**
 * Goal: the PDF that a clinic's document points at ends among the patient's files, byte for byte and once, however often the
 * clinic is asked, and on every device; what it points at elsewhere does not.
 * Method: a stand-in for a record server, the whole platform, real devices that read the file back.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generateLabPage } from '@nornos/importers/generate'
import {
  connectVendor,
  type StandIn,
  startStandIn,
  TestPlatform,
  untilSettled,
} from '@nornos/platform/testing'
import type { Device } from '../src/index.ts'
import { makeOwner, secondDevice } from './test-devices.ts'

let clinic: StandIn
let env: TestPlatform
before(async () => {
  clinic = await startStandIn()
  clinic.tokenExtras = { patient: 'pat-1' }
  env = await TestPlatform.create({
    registrations: {
      vendors: {},
      recordServers: [{ name: 'Fjord Clinic', serverUrl: url(), clientId: clinic.clientId }],
      insideHosts: [clinic.host],
    },
  })
})
after(async () => {
  await env[Symbol.asyncDispose]()
  await clinic[Symbol.asyncDispose]()
})

const url = () => `${clinic.url}/fhir/R4`

const document = (id: string, at: string, lastUpdated: string) => ({
  resource: {
    ...{ resourceType: 'DocumentReference', id, status: 'current', meta: { lastUpdated } },
    ...{ date: '2026-03-02T10:00:00Z', type: { text: 'Discharge letter' } },
    content: [{ attachment: { contentType: 'application/pdf', url: at, title: 'Discharge letter' } }],
  },
})

/** One letter here and one that lies elsewhere, as the clinic tells them now. */
function tellLetter(letter: Uint8Array, lastUpdated: string): void {
  const entry = [
    document('d1', 'Binary/letter', lastUpdated),
    document('d2', 'https://elsewhere.example/fhir/Binary/other', lastUpdated),
  ]
  clinic.answer = ({ url: { pathname } }) => {
    if (pathname.endsWith('/smart-configuration')) {
      const [authorization_endpoint, token_endpoint] = [`${clinic.url}/authorize`, `${clinic.url}/token`]
      return { body: { authorization_endpoint, token_endpoint, code_challenge_methods_supported: ['S256'] } }
    }
    if (pathname.endsWith('/$everything'))
      return { body: { resourceType: 'Bundle', type: 'searchset', entry } }
    if (!pathname.endsWith('/Binary/letter')) return null
    return { headers: { 'content-type': 'application/pdf' }, body: letter }
  }
}

async function lettersOf(device: Device): Promise<readonly Uint8Array[]> {
  const files = await device.files()
  return Promise.all(
    files.map(async ({ fileId, name, type }) => {
      assert.match(name, /^fhir-attachments-[0-9a-f]{8}\.pdf$/)
      assert.equal(type, 'application/pdf')
      const read = await device.readFile(fileId)
      assert.ok(read.ok)
      return new Uint8Array(await read.value.arrayBuffer())
    }),
  )
}

const letter = generateLabPage('2026-03-02', [])
const corrected = generateLabPage('2026-03-03', [])

test('a clinic’s letter is among the files of every device, once, and readable, also when it is pulled again', async () => {
  const owner = await makeOwner(env)
  const { device, person } = owner
  tellLetter(letter, '2026-03-02T10:00:00Z')
  const connectionId = await connectVendor(person, 'fhir', url())
  const pull = async (id: string) => {
    const { lastSuccessAt: before } = await untilSettled(person, id)
    await person.api.connectionSync({ params: { connectionId: id } })
    await untilSettled(person, id, ({ lastSuccessAt }) => lastSuccessAt !== before)
    await device.syncNow()
  }
  assert.equal((await untilSettled(person, connectionId)).trouble, null)
  await device.syncNow()
  assert.deepEqual(await lettersOf(device), [letter])
  assert.deepEqual((await device.inbox()).items, [])
  await pull(connectionId)
  assert.deepEqual(await lettersOf(device), [letter])

  const second = await secondDevice(env, owner)
  assert.deepEqual(await lettersOf(second.device), [letter])

  // Connected anew: the clinic gives all of it as if for the first time.
  await person.api.connectionEnd({ params: { connectionId } })
  const again = await connectVendor(person, 'fhir', url())
  await untilSettled(person, again)
  await device.syncNow()
  assert.deepEqual(await lettersOf(device), [letter])

  // A corrected letter is another file: what the patient has been shown stays.
  tellLetter(corrected, '2026-03-03T10:00:00Z')
  await pull(again)
  assert.deepEqual(new Set(await lettersOf(device)), new Set([letter, corrected]))
  for (const one of [device, second.device]) await one.close()
})
