/**
 * Measurements of one document, as an app sends them: `specs/ingest.md`, or the JSON of Health Auto Export. The
 * credential is `Authorization: Bearer nit_…`. Nothing is parsed here: the bytes are sealed to the patient's inbox.
 */
import { bytes, empty, endpoint } from '@nornos/endpoint'
import { problems } from '../problems.ts'

export const ingestBytesMax = 24 * 1024 * 1024

export const ingestSend = endpoint({
  operationId: 'ingestSend',
  method: 'POST',
  path: '/v1/ingest',
  summary: 'Send measurements from an app that the patient lets.',
  credential: 'none',
  actors: ['anonymous'],
  request: { body: bytes(ingestBytesMax) },
  responses: { 202: empty },
  // A token that never was, one that was revoked and none at all: all the same 401.
  problems: problems('ingest-token-refused', 'nothing-sent', 'inbox-full', 'inbox-refused', 'queue-full'),
  audit: 'inbox.delivered',
})
