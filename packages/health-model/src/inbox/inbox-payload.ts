/**
 * What is inside a sealed inbox item: a header in one line, then the sender's bytes. Somebody else wrote it, so reading
 * trusts nothing. Normative text: specs/inbox-payload.md. Read next: inbox-content.ts.
 */
import { assert, type Bytes, concat, err, fromUtf8, ok, type Result, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import { Instant } from '../instant.ts'

/** The kinds of `specs/sealed-record.md` §5. */
export const inboxKinds = ['message', 'treatment-plan', 'document', 'cloud-payload'] as const
export type InboxKind = (typeof inboxKinds)[number]

export const inboxHeaderBytesMax = 4096
/** A document from a person; sealed it is still below what a vault takes in at once. */
export const inboxDocumentBytesMax = 50_000_000

const lineFeed = 0x0a

function isPlainLine(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  return text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text)
}

/** One line of text as a person reads it. */
function line(lengthMax: number) {
  return z.string().check(z.minLength(1), z.maxLength(lengthMax), z.refine(isPlainLine, 'not one line'))
}

export const InboxSenderType = z.enum(['doctor', 'cloud', 'ingest', 'fhir'])
export type InboxSenderType = z.infer<typeof InboxSenderType>

/** A media type, with or without parameters. */
export const InboxContentType = z
  .string()
  .check(z.maxLength(127), z.regex(/^[\w.+-]{1,63}\/[\w.+-]{1,63}(?:;[ -~]*)?$/))

export const InboxHeader = z.strictObject({
  v: z.literal(1),
  from: z.strictObject({
    type: InboxSenderType,
    /** With its type it gives the sender that relay attests in the permit: `senderIdOf`. */
    id: z.string().check(z.regex(/^[a-z0-9][a-z0-9:._-]{0,79}$/)),
    name: line(200),
  }),
  /** The name of the file, or the subject. */
  name: line(255),
  contentType: InboxContentType,
  sentAt: Instant,
})
export type InboxHeader = z.infer<typeof InboxHeader>

export interface InboxPayload {
  readonly header: InboxHeader
  readonly body: Bytes
}

export type InboxPayloadFault = 'no-header' | 'header-refused'

/** The header must be a valid one of at most 4 KiB. */
export function encodeInboxPayload(header: InboxHeader, body: Uint8Array): Bytes {
  const text = utf8(JSON.stringify(InboxHeader.parse(header)))
  assert(text.length <= inboxHeaderBytesMax, 'an inbox header has at most 4 KiB')
  return concat(text, Uint8Array.of(lineFeed), body)
}

export function decodeInboxPayload(bytes: Bytes): Result<InboxPayload, InboxPayloadFault> {
  const end = bytes.subarray(0, inboxHeaderBytesMax + 1).indexOf(lineFeed)
  if (end < 0) return err('no-header')
  const header = InboxHeader.safeParse(jsonOf(bytes.subarray(0, end)))
  return header.success ? ok({ header: header.data, body: bytes.subarray(end + 1) }) : err('header-refused')
}

function jsonOf(bytes: Bytes): unknown {
  const text = fromUtf8(bytes)
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
