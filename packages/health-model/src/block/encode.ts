/** A block as bytes (specs/block.md §3 and §4). Read next: decode.ts. */
import type { Bytes } from '@nornos/std'
import { DAY_MILLISECONDS } from '../instant.ts'
import type { Block } from './block.ts'
import { makeWriter, putBytes, written } from './bytes.ts'
import { deflate } from './deflate.ts'
import { type BodyForm, putHeader } from './header.ts'
import { segmentsOf } from './segments.ts'
import { putDurations, putStarts, timeEncoding } from './time-column.ts'
import { putValues, valueEncoding } from './value-column.ts'

// Below it, DEFLATE never wins and its stream costs more than it saves.
const STORED_BELOW = 24

/** The stored form. Its compressed part depends on the platform; everything else on the samples alone. */
export async function encodeBlock(block: Block): Promise<Bytes> {
  const { body, form } = bodyOf(block)
  if (body.length < STORED_BELOW) return assemble(block, body, form)
  const smaller = await deflate(body)
  if (smaller.length >= body.length) return assemble(block, body, form)
  return assemble(block, smaller, { ...form, isDeflated: true })
}

/** The stored form without compression: one block, one spelling. */
export function encodeBlockStored(block: Block): Bytes {
  const { body, form } = bodyOf(block)
  return assemble(block, body, form)
}

function bodyOf(block: Block): { body: Bytes; form: BodyForm } {
  const { starts, durations, reported, key } = block
  const times = timeEncoding(starts)
  const values = valueEncoding(reported)
  const writer = makeWriter(block.count * 4 + 64)
  putStarts(writer, starts, key.day * DAY_MILLISECONDS, times)
  if (durations !== null) putDurations(writer, durations)
  putValues(writer, reported, values)
  const body = written(writer)
  const form = { isDeflated: false, values, times, hasDurations: durations !== null, length: body.length }
  return { body, form }
}

function assemble(block: Block, body: Bytes, form: BodyForm): Bytes {
  const writer = makeWriter(body.length + 256)
  putHeader(writer, block, segmentsOf(block.starts, block.values), form)
  putBytes(writer, body)
  return written(writer)
}
