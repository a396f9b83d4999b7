/** What a sender's Content-Type says, in the words that a payload's header takes: specs/inbox-payload.md §1. */
import { InboxContentType } from '@nornos/health-model'

/** What RFC 9110 §8.3 lets a recipient assume of bytes that nobody named. The device reads by content, never by this. */
const unnamed = 'application/octet-stream'

/**
 * The type with its parameters where both can be kept; the type alone where the parameters cannot (`text/plain ; x`);
 * `application/octet-stream` for none, an empty one and what is no media type.
 */
export function mediaTypeOf(contentType: string | null): string {
  const whole = contentType?.trim() ?? ''
  const type = whole.split(';', 1)[0]?.trim() ?? ''
  return [whole, type].find((text) => InboxContentType.safeParse(text).success) ?? unnamed
}
