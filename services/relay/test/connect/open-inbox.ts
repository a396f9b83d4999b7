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
