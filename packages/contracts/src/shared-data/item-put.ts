/** Publishing: the projection of a field, item by item; sending one twice changes nothing. */
import { endpoint } from '@nornos/endpoint'
import {
  DeviceId,
  FieldId,
  ItemId,
  ItemKind,
  ItemMonth,
  ItemVersion,
  MetricId,
  Signature,
} from '@nornos/health-model'
import * as z from 'zod/mini'
import { bytesText } from '../wire.ts'

/** Larger items travel part by part. */
export const itemBytesMax = 1_048_576

/** `payload`: a block, a roll-up or a record (specs/block.md); `signature` of a device over all of it. */
export const PublishedItem = z.strictObject({
  field: FieldId,
  itemId: ItemId,
  version: ItemVersion,
  kind: ItemKind,
  metric: MetricId,
  month: z.nullable(ItemMonth),
  payload: bytesText(itemBytesMax),
  deviceId: DeviceId,
  signature: Signature,
})
export type PublishedItem = z.output<typeof PublishedItem>

export const itemRefusals = [
  'not_shared',
  'not_signed',
  'not_readable',
  'not_plausible',
  'older_version',
] as const

export const itemPut = endpoint({
  operationId: 'itemPut',
  method: 'POST',
  path: '/v1/published/items',
  summary: 'Publish these items of the fields that I share.',
  credential: 'session',
  actors: ['patient'],
  request: {
    body: z.strictObject({ items: z.array(PublishedItem).check(z.minLength(1), z.maxLength(256)) }),
  },
  responses: {
    200: z.strictObject({
      accepted: z.int(),
      refused: z
        .array(z.strictObject({ itemId: ItemId, reason: z.enum(itemRefusals) }))
        .check(z.maxLength(256)),
    }),
  },
  problems: {},
})
