/**
 * `<Record …>` and what stands inside it: the elements that an export has by the million.
 *
 * Read next: record-state.ts, emit-record.ts.
 */
import { parseDecimal } from '../text/byte-numbers.ts'
import type { Interner } from '../text/interner.ts'
import { attributeIndex, EMPTY, type Tag, tagSource } from '../xml/tag.ts'
import { KEY, VALUE } from './attribute-names.ts'
import { emitRecord, emitSample, skip } from './emit-record.ts'
import { type BeatList, createBeatList } from './heart-beats.ts'
import { type Channel, makeChannel } from './record-channels.ts'
import { dateAt, internAt, type RecordState, readAttributes } from './record-state.ts'

const RAW_MAX = 64 * 1024
const TIME_ZONE = 'HKTimeZone'
const USER_ENTERED = 'HKWasUserEntered'
/** 1 before a meal, 2 after it. */
const MEAL_TIME = 'HKBloodGlucoseMealTime'
const DIGIT_ONE = 49

export function openRecord(state: RecordState, tag: Tag, isRepeated: boolean): void {
  readAttributes(state, tag)
  state.offset = tag.offset
  state.isRepeated = isRepeated
  countOne(isRepeated ? state.repeatsOfType : state.countOfType, state.typeId + 1)
  state.channel = channelOf(state)
  state.source = state.sources.numberOf(state.nameId, state.deviceId)
  state.start = dateAt(state, tag, state.startIndex)
  state.end = state.endIndex < 0 ? state.start : dateAt(state, tag, state.endIndex)
  state.zone = -1
  state.isUserEntered = false
  state.isOfMeal = false
  readValue(state, tag)
  if (state.channel.kind === 'unknown-type') state.raw = tagSource(tag)
  const isUsable = state.end >= state.start && state.source >= 0
  state.isOpen = isUsable && tag.kind !== EMPTY
  if (!isUsable) skip(state, state.source < 0 ? 'too-many-sources' : 'bad-date')
  else if (tag.kind === EMPTY) emitRecord(state)
}

export function closeRecord(state: RecordState): void {
  if (state.isOpen) emitRecord(state)
  state.isOpen = false
}

function countOne(counts: number[], slot: number): void {
  counts[slot] = (counts[slot] ?? 0) + 1
}

function channelOf(state: RecordState): Channel {
  const { typeId, unitId } = state
  // A type or unit past the limits of the tables is unknown, whatever it is.
  if (typeId < 0) return makeChannel('', '')
  let byUnit = state.channels[typeId]
  if (byUnit === undefined) {
    byUnit = []
    state.channels[typeId] = byUnit
  }
  const known = byUnit[unitId + 1]
  if (known !== undefined) return known
  const made = makeChannel(state.types.text(typeId), unitId < 0 ? '' : state.units.text(unitId))
  byUnit[unitId + 1] = made
  return made
}

function readValue(state: RecordState, tag: Tag): void {
  const index = state.valueIndex
  state.valueId = -1
  state.value = Number.NaN
  if (index < 0) return
  const { kind, shift } = state.channel
  if (kind === 'code' || kind === 'symptom') state.valueId = internAt(state.values, tag, index)
  else state.value = parseDecimal(tag.bytes, tag.valueStart[index] ?? 0, tag.valueEnd[index] ?? 0, shift)
}

/** `<MetadataEntry key value/>` under the open record. */
export function readMetadata(state: RecordState, tag: Tag): void {
  const keyIndex = attributeIndex(tag, KEY)
  const index = attributeIndex(tag, VALUE)
  if (keyIndex < 0 || index < 0) return
  if (state.channel.kind === 'unknown-type' && state.raw.length < RAW_MAX) state.raw += tagSource(tag)
  const key = internAt(state.keys, tag, keyIndex)
  const name = key < 0 ? '' : state.keys.text(key)
  if (name === TIME_ZONE) state.zone = internAt(state.zones, tag, index)
  else if (name === USER_ENTERED) {
    const from = tag.valueStart[index] ?? 0
    state.isUserEntered = tag.bytes[from] === DIGIT_ONE && tag.valueEnd[index] === from + 1
  } else {
    if (name === MEAL_TIME) state.isOfMeal = true
    countOne(state.countOfKey, key + 1)
  }
}

/** The intervals between the beats of an open variability record, as samples of their own. */
export function createBeatReader(state: RecordState): BeatList {
  const list = createBeatList((from, to) => emitSample(state, state.beats, from, to, to - from))
  return {
    start: list.start,
    beat(tag) {
      if (state.isOpen && !state.isRepeated) list.beat(tag)
    },
  }
}

/** Tells the report what was counted by number. */
export function reportCounts(state: RecordState): void {
  const { report, types, keys } = state
  forEachCount(state.countOfType, types, (type, count) => report.count(type, count))
  forEachCount(state.repeatsOfType, types, (type, count) => report.count(`${type} (in a correlation)`, count))
  forEachCount(state.countOfKey, keys, (key, count) => report.notKept(key, count))
}

/** Slot 0 counts what the table had no room for. */
function forEachCount(
  counts: readonly number[],
  names: Interner,
  tell: (name: string, count: number) => void,
): void {
  for (const [slot, count] of counts.entries()) {
    if (count > 0) tell(slot === 0 ? '' : names.text(slot - 1), count)
  }
}
