/**
 * Whether an answer holds lists and all of them are empty: nothing that is worth a place in an inbox. Decided on the
 * text of short answers alone; whatever is not surely empty counts as something.
 */
import { fromUtf8 } from '@nornos/std'

const bytesMax = 600

export function isEmptyAnswer(body: Uint8Array): boolean {
  if (body.length === 0) return true
  if (body.length > bytesMax) return false
  const text = fromUtf8(body)?.trim() ?? ''
  // A record server answers with no list at all when it found nothing.
  if (/^\{[^[\]]*"resourceType"\s*:\s*"Bundle"/.test(text) && /"total"\s*:\s*0\b/.test(text)) return true
  // Google leaves an empty list out.
  if (/^\{\s*(?:"nextPageToken"\s*:\s*"[^"]*"\s*)?\}$/.test(text)) return true
  return text.includes('[') && !/\[\s*[^\s\]]/.test(text)
}
