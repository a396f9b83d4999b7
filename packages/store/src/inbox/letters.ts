/**
 * What others sent and the person kept: messages with their text, and of documents who sent them; their bytes are files of
 * the vault. Named by the item: once, on every device.
 */
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'
import { readShelf } from '../files/file-shelf.ts'
import { listMutable } from '../mutable/mutable-records.ts'
import { mutableTopic } from '../mutable/mutable-topic.ts'
import type { OpenDevice } from '../open-device.ts'

export const letters = mutableTopic('inbox-letter', {
  kind: z.enum(['message', 'document']),
  senderId: z.string().check(z.maxLength(80)),
  senderName: z.string().check(z.maxLength(200)),
  /** The subject, or the name of the file. */
  subject: z.string().check(z.maxLength(255)),
  sentAt: Instant,
  text: z.string().check(z.maxLength(20_000)),
  contentType: z.string().check(z.maxLength(127)),
  /** Of a document's bytes, hex: the file that holds them. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
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
  /** Of a document; null for a message, and when the file was erased. */
  readonly fileId: string | null
}

/** The newest first. */
export async function readLetters(device: OpenDevice): Promise<readonly Letter[]> {
  const found = await listMutable(device, letters)
  const { files } = await readShelf(device)
  const fileIds = new Map(files.map(({ fileId, index }) => [index.sha256, fileId]))
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
      fileId: fileIds.get(values.sha256 ?? '') ?? null,
    }))
    .toSorted((left, right) => (right.sentAt ?? '').localeCompare(left.sentAt ?? ''))
}
