/** May a published item be kept? Each is judged alone: one that is refused holds none of the others up. */
import type { itemRefusals, PublishedItem } from '@nornos/contracts'
import { hashBytes, type Roster } from '@nornos/crypto/verify'
import {
  type BlockCut,
  checkValue,
  DAY_MILLISECONDS,
  type FieldId,
  fieldOfMetric,
  instantToMilliseconds,
  metric,
  type PatientId,
  type RollUpItem,
  rowsOfItem,
} from '@nornos/health-model'
import { type Bytes, err, fromBase64Url, ok, type Result } from '@nornos/std'
import { type ItemContent, metricOf, monthOf, parseItem } from './item-content.ts'
import { isItemSigned } from './verify-signer.ts'
import { isWithinCuts } from './within-cuts.ts'

export type ItemRefusal = (typeof itemRefusals)[number]

export interface CheckedItem {
  readonly item: PublishedItem
  readonly bytes: Bytes
  readonly content: ItemContent
}

/** What does not change while the item is looked at: signature, shape and values. `now` in milliseconds. */
export async function checkItem(
  item: PublishedItem,
  context: { readonly patientId: PatientId; readonly roster: Roster; readonly now: number },
): Promise<Result<CheckedItem, ItemRefusal>> {
  const { patientId, roster, now } = context
  const { field, itemId, version } = item
  const bytes = fromBase64Url(item.payload)
  if (bytes === null) return err('not_readable')
  const claim = { patientId, field, itemId, version, payloadHash: await hashBytes(bytes) }
  if (!(await isItemSigned(claim, item, roster, now))) return err('not_signed')
  const content = await parseItem(item.kind, bytes)
  if (content === null || !isWhatItSays(item, content)) return err('not_readable')
  return isPlausible(content, now) ? ok({ item, bytes, content }) : err('not_plausible')
}

/** By the consents that are live at the moment of storing. */
export function isCovered(
  { item, content }: CheckedItem,
  cuts: ReadonlyMap<FieldId, readonly BlockCut[]>,
): boolean {
  return isWithinCuts(content, cuts.get(item.field) ?? [], 'may-begin-before')
}

function isWhatItSays(item: PublishedItem, content: ItemContent): boolean {
  if (metricOf(content) !== item.metric || fieldOfMetric(item.metric) !== item.field) return false
  const month = monthOf(content)
  return item.month === null || month === null || item.month === month
}

function isPlausible(content: ItemContent, now: number): boolean {
  const latest = now + DAY_MILLISECONDS
  switch (content.kind) {
    case 'block': {
      const { key, starts, values } = content.block
      return (starts.at(-1) ?? 0) <= latest && values.every((value) => checkValue(key.metric, value).ok)
    }
    case 'rollup':
      return content.rollUp.unit === metric(content.rollUp.metric).unit && areRowsPlausible(content.rollUp)
    case 'record': {
      const { start } = content.record
      return start === null || instantToMilliseconds(start) <= latest
    }
  }
}

/** Of a cumulative metric a row may hold a share of a sample: it can be as small as it likes. */
function areRowsPlausible(rollUp: RollUpItem): boolean {
  const isShared = metric(rollUp.metric).day === 'sum'
  return rowsOfItem(rollUp).every(
    ({ minimum, maximum }) =>
      minimum <= maximum &&
      checkValue(rollUp.metric, maximum).ok &&
      (isShared ? minimum >= 0 : checkValue(rollUp.metric, minimum).ok),
  )
}
