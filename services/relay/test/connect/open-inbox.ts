/** What is in the inbox of a patient of a test, opened with their own keys and nothing of the app. */
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
  readonly bytes: Uint8Array
  /** Those that are text; empty for others. */
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
    const end = payload.indexOf(0x0a)
    const header = JSON.parse(present(fromUtf8(payload.subarray(0, end)), 'a header of text'))
    const sent = payload.subarray(end + 1)
    arrived.push({ senderId, header, bytes: sent, body: fromUtf8(sent) ?? '' })
  }
  return arrived
}
