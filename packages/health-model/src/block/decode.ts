/**
 * Bytes to a block (specs/block.md §5). Nothing is repaired: a block that this writer would not have written is
 * refused as a whole, with the first thing that was wrong.
 */
import { err, ok, type Result } from '@nornos/std'
import { DAY_MILLISECONDS } from '../instant.ts'
import { type Block, type BlockHeader, DURATION_MAX, endDayOfSpan } from './block.ts'
import { type BlockFault, blame, makeReader, type Reader } from './bytes.ts'
import { canonicalValues, unitAt } from './context-runs.ts'
import { inflate } from './deflate.ts'
import { type BodyForm, takeHeader } from './header.ts'
import { equalSegments, segmentsOf } from './segments.ts'
import { takeDurations, takeStarts } from './time-column.ts'
import { takeValues } from './value-column.ts'

export interface MalformedBlock {
  readonly type: 'MalformedBlock'
  readonly fault: BlockFault
}

/** Everything that a header tells, without inflating. The body may still be refused when it is read. */
export function readBlockHeader(bytes: Uint8Array): Result<BlockHeader, MalformedBlock> {
  const reader = makeReader(bytes)
  const head = takeHeader(reader)
  return head === null ? malformed(reader.fault ?? 'truncated') : ok(head.header)
}

/** The block, or why it is none. */
export async function decodeBlock(bytes: Uint8Array): Promise<Result<Block, MalformedBlock>> {
  const reader = makeReader(bytes)
  const head = takeHeader(reader)
  if (head === null) return malformed(reader.fault ?? 'truncated')
  const body = await bodyBytes(bytes.subarray(reader.at), head.form)
  return body === null ? malformed('body') : readBody(head.header, head.form, body)
}

function malformed(fault: BlockFault): Result<never, MalformedBlock> {
  return err({ type: 'MalformedBlock', fault })
}

async function bodyBytes(rest: Uint8Array, form: BodyForm): Promise<Uint8Array | null> {
  if (form.isDeflated) return inflate(new Uint8Array(rest), form.length)
  return rest.length === form.length ? rest : null
}

function readBody(header: BlockHeader, form: BodyForm, body: Uint8Array): Result<Block, MalformedBlock> {
  const { key, count, contexts } = header
  const reader = makeReader(body)
  const base = key.day * DAY_MILLISECONDS
  const end = endDayOfSpan(key.span, key.day) * DAY_MILLISECONDS
  const starts = takeStarts(reader, count, base, end, form.times)
  const durations = form.hasDurations ? takeDurations(reader, count, DURATION_MAX) : null
  const reported = takeValues(reader, count, form.values)
  if (reader.fault !== null) return malformed(reader.fault)
  if (reader.at !== body.length) return malformed('trailing bytes')
  const values = canonicalValues(key.metric, reported, contexts)
  if (values === null) return malformed('value')
  const block: Block = { key, count, starts, durations, reported, values, contexts }
  checkOrder(reader, block)
  if (!equalSegments(segmentsOf(starts, values), header.segments)) blame(reader, 'segment')
  return reader.fault === null ? ok(block) : malformed(reader.fault)
}

function checkOrder(reader: Reader, block: Block): void {
  const { starts } = block
  for (let index = 1; index < block.count; index++) {
    if (starts[index] === starts[index - 1] && !isAfter(block, index)) blame(reader, 'order')
  }
}

function isAfter(block: Block, index: number): boolean {
  const { durations, reported } = block
  const longer = (durations?.[index] ?? 0) - (durations?.[index - 1] ?? 0)
  if (longer !== 0) return longer > 0
  const greater = (reported[index] ?? 0) - (reported[index - 1] ?? 0)
  if (greater !== 0) return greater > 0
  return unitAt(block, index - 1) < unitAt(block, index)
}
