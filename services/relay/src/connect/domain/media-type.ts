/** What a sender's Content-Type says, in the words that a payload's header takes: specs/inbox-payload.md §1. */
import { InboxContentType } from '@nornos/health-model'

/** What RFC 9110 §8.3 lets a recipient assume of bytes that nobody named. The device reads by content, never by this. */
const unnamed = 'application/octet-stream'

/** Of files that clinics attach; a name is for the person to read, so anything else is just bytes. */
const endings: Readonly<Record<string, string>> = {
  'application/dicom': 'dcm',
  'application/json': 'json',
  'application/msword': 'doc',
  'application/pdf': 'pdf',
  'application/rtf': 'rtf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/rtf': 'rtf',
  'text/xml': 'xml',
}

/** How the name of a file of this type ends, without the dot. */
export function endingOf(contentType: string | null): string {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return endings[type] ?? /\+(json|xml)$/.exec(type)?.[1] ?? 'bin'
}

/**
 * The type with its parameters where both can be kept; the type alone where the parameters cannot (`text/plain ; x`);
 * `application/octet-stream` for none, an empty one and what is no media type.
 */
export function mediaTypeOf(contentType: string | null): string {
  const whole = contentType?.trim() ?? ''
  const type = whole.split(';', 1)[0]?.trim() ?? ''
  return [whole, type].find((text) => InboxContentType.safeParse(text).success) ?? unnamed
}
