/** Goal: whatever a sender calls its bytes, the payload's header is one that the device takes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InboxContentType } from '@nornos/health-model'
import { endingOf, mediaTypeOf } from './media-type.ts'

test('a media type stays as it is said, and without parameters that cannot be kept', () => {
  const cases = [
    ['application/json', 'application/json'],
    ['application/json;charset=utf-8', 'application/json;charset=utf-8'],
    ['  application/json; charset=utf-8 ', 'application/json; charset=utf-8'],
    ['application/json ; x', 'application/json'],
    ['application/fhir+json; é', 'application/fhir+json'],
    [`text/csv; ${'x'.repeat(200)}`, 'text/csv'],
  ] as const
  for (const [given, said] of cases) {
    assert.equal(mediaTypeOf(given), said)
    assert.ok(InboxContentType.safeParse(said).success, said)
  }
})

test('what is no media type is a run of bytes', () => {
  const cases = [null, '', ' ', 'json', '/json', 'a/b/c', 'text/', `${'x'.repeat(64)}/json`, 'text/é', ';']
  for (const given of cases) assert.equal(mediaTypeOf(given), 'application/octet-stream', String(given))
})

test('the name of a file ends as its type says', () => {
  const cases = [
    ['application/pdf', 'pdf'],
    ['Image/JPEG; q=1', 'jpg'],
    ['text/xml;charset=utf-8', 'xml'],
    ['application/fhir+json', 'json'],
    ['application/hl7-sda+xml', 'xml'],
    ['application/x-unheard-of', 'bin'],
    ['../../etc', 'bin'],
    [null, 'bin'],
  ] as const
  for (const [given, ending] of cases) assert.equal(endingOf(given), ending)
})
