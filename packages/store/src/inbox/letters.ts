/** What others sent and the person kept: messages, and documents with their bytes. Named by the item: once, on every device. */
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'
import { listMutable } from '../mutable/mutable-records.ts'
import { mutableTopic } from '../mutable/mutable-topic.ts'
import type { OpenDevice } from '../open-device.ts'

/** A document that is kept as a letter: it must fit into one record. */
export const letterDocumentBytesMax = 700_000

export const letters = mutableTopic('inbox-letter', {
  kind: z.enum(['message', 'document']),
  senderId: z.string().check(z.maxLength(80)),
  senderName: z.string().check(z.maxLength(200)),
  /** The subject, or the name of the file. */
  subject: z.string().check(z.maxLength(255)),
  sentAt: Instant,
  text: z.string().check(z.maxLength(20_000)),
  contentType: z.string().check(z.maxLength(127)),
  /** Base64url. */
  body: z.string().check(z.maxLength(Math.ceil((letterDocumentBytesMax * 4) / 3))),
})

export interface Letter {
  readonly itemId: string
  readonly kind: 'message' | 'document'
  readonly senderId: string
  readonly senderName: string
  readonly subject: string
  readonly sentAt: Instant | null
  readonly text: string | null
  readonly contentType: string
}

/** The newest first. */
export async function readLetters(device: OpenDevice): Promise<readonly Letter[]> {
  const found = await listMutable(device, letters)
  return found
    .map(({ id, values }) => ({
      itemId: id,
      kind: values.kind ?? 'message',
      senderId: values.senderId ?? '',
      senderName: values.senderName ?? '',
      subject: values.subject ?? '',
      sentAt: values.sentAt ?? null,
      text: values.text ?? null,
      contentType: values.contentType ?? '',
    }))
    .toSorted((left, right) => (right.sentAt ?? '').localeCompare(left.sentAt ?? ''))
}
