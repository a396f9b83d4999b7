/** What is inside a published item: a block, a roll-up or a record. Read next: check-item.ts, within-cuts.ts. */
import {
  type Block,
  DAY_MILLISECONDS,
  decodeBlock,
  HealthRecord,
  type ItemKind,
  type MetricId,
  RollUpItem,
  type RollUpSpan,
} from '@nornos/health-model'
import { fromUtf8 } from '@nornos/std'

export type ItemContent =
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'rollup'; readonly rollUp: RollUpItem }
  | { readonly kind: 'record'; readonly record: HealthRecord }

/** What items of a metric are looked up by, besides the metric. */
export type ItemForm = 'block' | 'record' | RollUpSpan

/** Null when the bytes are not what they are said to be. */
export async function parseItem(kind: ItemKind, bytes: Uint8Array): Promise<ItemContent | null> {
  if (kind === 'block') {
    const block = await decodeBlock(bytes)
    return block.ok ? { kind, block: block.value } : null
  }
  const json = parseJson(bytes)
  if (kind === 'rollup') {
    const rollUp = RollUpItem.safeParse(json)
    return rollUp.success ? { kind, rollUp: rollUp.data } : null
  }
  const record = HealthRecord.safeParse(json)
  return record.success ? { kind, record: record.data } : null
}

function parseJson(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes)
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export function metricOf(content: ItemContent): MetricId {
  switch (content.kind) {
    case 'block':
      return content.block.key.metric
    case 'rollup':
      return content.rollUp.metric
    case 'record':
      return content.record.metric
  }
}

export function formOf(content: ItemContent): ItemForm {
  return content.kind === 'rollup' ? content.rollUp.span : content.kind
}

/** The month in which a reader looks for it; null for what is looked at whatever the range is. */
export function monthOf(content: ItemContent): string | null {
  switch (content.kind) {
    case 'block':
      return utcMonth(content.block.key.day * DAY_MILLISECONDS)
    case 'rollup':
      return content.rollUp.span === 'month' ? null : content.rollUp.period
    case 'record':
      return content.record.start?.slice(0, 7) ?? null
  }
}

/** `2025-01` of an instant in milliseconds. */
export function utcMonth(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 7)
}
