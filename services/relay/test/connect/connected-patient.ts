/** A patient of a test who connects a stand-in vendor and opens what arrives, with nothing of the app. */

import { setTimeout as pause } from 'node:timers/promises'
import type { Connection, VendorId } from '@nornos/contracts'
import { openInboxItem } from '@nornos/crypto/vault-open'
import type { TestPatient } from '@nornos/platform/testing'
import { fromUtf8, present } from '@nornos/std'

export interface Arrived {
  readonly senderId: string
  readonly header: {
    readonly v: number
    readonly from: { readonly type: string; readonly id: string; readonly name: string }
    readonly name: string
    readonly contentType: string
    readonly sentAt: string
  }
  readonly body: string
}

/** Everything in the inbox, opened. */
export async function openInbox({ api, created, patientId }: TestPatient): Promise<readonly Arrived[]> {
  const list = await api.inboxList({ params: { vaultId: patientId } })
  const arrived: Arrived[] = []
  for (const { itemId, senderId } of list.body?.items ?? []) {
    const read = await api.inboxRead({ params: { vaultId: patientId, itemId } })
    const bytes = await present(read.body, 'an item that is listed is there').bytes()
    const { payload } = await openInboxItem(created.vault, bytes)
    const text = present(fromUtf8(payload), 'a payload of text')
    const end = text.indexOf('\n')
    arrived.push({ senderId, header: JSON.parse(text.slice(0, end)), body: text.slice(end + 1) })
  }
  return arrived
}

/** Goes to the vendor, agrees and is sent back: what is in the address then. */
export async function agreeAt(authorizationUrl: string): Promise<{ state: string; code: string }> {
  const reply = await fetch(authorizationUrl, { redirect: 'manual' })
  const back = new URL(present(reply.headers.get('location'), 'the vendor sends back'))
  return {
    state: back.searchParams.get('state') ?? '',
    code: back.searchParams.get('code') ?? '',
  }
}

export async function connectVendor(
  { api }: TestPatient,
  vendor: VendorId,
  serverUrl?: string,
): Promise<string> {
  const begun = await api.connectionStart({ body: { vendor, ...(serverUrl ? { serverUrl } : {}) } })
  const { authorizationUrl } = present(begun.body, `${vendor} can be begun: ${begun.problem}`)
  const finished = await api.connectionFinish({ body: await agreeAt(authorizationUrl) })
  return present(finished.body, `${vendor} is connected: ${finished.problem}`).connectionId
}

export async function connectionOf({ api }: TestPatient, connectionId: string) {
  const { body } = await api.connectionList({})
  return present(
    body?.connections.find((one) => one.connectionId === connectionId),
    'the connection is listed',
  )
}

/** Waits until nothing is left to do for it now, one way or the other. */
export async function untilSettled(
  patient: TestPatient,
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
