/** What a vector is, and how they are made: everything written down, so that a file explains itself. */
import { toHex } from '@nornos/std'

export interface Vector {
  /** One sentence: what this shows. */
  readonly title: string
  readonly operation: string
  /** `valid`, or the code with which it is refused. */
  readonly expect: string
  /** Bytes are lower-case hex everywhere. */
  readonly keys?: Readonly<Record<string, unknown>>
  readonly input: Readonly<Record<string, unknown>>
  readonly output?: Readonly<Record<string, unknown>>
}

/** Vectors by path below `specs/vectors`, without the ending. */
export type Vectors = Readonly<Record<string, Vector>>

/** 0, 1, 2, … 250, 0, 1, …: a long message that needs no room. */
export function countingBytes(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => index % 251)
}

/** A copy with one bit turned over. */
export function flipped(bytes: Uint8Array, index: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes)
  copy[index] = (copy[index] ?? 0) ^ 1
  return copy
}

export const hex = toHex
