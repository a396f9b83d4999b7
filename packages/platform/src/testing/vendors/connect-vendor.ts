/** A patient of a test who connects a stand-in of a vendor and waits until it has brought what it has. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Connection, VendorId } from '@nornos/contracts'
import { present } from '@nornos/std'
import type { TestPerson } from '../people.ts'

type Patient = Pick<TestPerson, 'api'>

/** Goes to the vendor, agrees and is sent back: what is in the address then. */
export async function agreeAt(authorizationUrl: string): Promise<{ state: string; code: string }> {
  const reply = await fetch(authorizationUrl, { redirect: 'manual' })
  const back = new URL(present(reply.headers.get('location'), 'the vendor sends back'))
  return {
    state: back.searchParams.get('state') ?? '',
    code: back.searchParams.get('code') ?? '',
  }
}

/** The id of the connection. Throws when it cannot be made. */
export async function connectVendor({ api }: Patient, vendor: VendorId, serverUrl?: string): Promise<string> {
  const begun = await api.connectionStart({ body: { vendor, ...(serverUrl ? { serverUrl } : {}) } })
  const { authorizationUrl } = present(begun.body, `${vendor} can be begun: ${begun.problem}`)
  const finished = await api.connectionFinish({ body: await agreeAt(authorizationUrl) })
  return present(finished.body, `${vendor} is connected: ${finished.problem}`).connectionId
}

/** As the patient sees it. Throws when it is not listed. */
export async function connectionOf({ api }: Patient, connectionId: string) {
  const { body } = await api.connectionList({})
  return present(
    body?.connections.find((one) => one.connectionId === connectionId),
    'the connection is listed',
  )
}

/** Waits until nothing is left to do for it now, one way or the other. */
export async function untilSettled(
  patient: Patient,
  connectionId: string,
  isDone: (connection: Connection) => boolean = () => true,
) {
  const deadline = performance.now() + 30_000
  while (performance.now() < deadline) {
    const connection = await connectionOf(patient, connectionId)
    if (!connection.isSyncing && isDone(connection)) return connection
    await pause(50)
  }
  throw new Error('the connection does not settle')
}
