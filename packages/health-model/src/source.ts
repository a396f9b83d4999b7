/**
 * Where a value comes from. A source is its name, manufacturer, model and hardware, and nothing that changes from
 * one export to the next: run-time pointers in exported descriptions once made 73 sources of one phone.
 */
import { type Bytes, canonicalJson, utf8 } from '@nornos/std'
import * as z from 'zod/mini'

const part = z.string().check(z.maxLength(200))

/** Empty text where the source does not say. */
export const SourceIdentity = z.strictObject({
  name: part,
  manufacturer: part,
  model: part,
  hardware: part,
})
export type SourceIdentity = z.infer<typeof SourceIdentity>

/**
 * What a vendor wrote, in the one form that is hashed: Unicode NFC, pointers such as `<<HKDevice: 0x2801>` and
 * doubled white space removed, at most 200 characters.
 */
export function cleanSourceText(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/<*\b\w+: 0x[0-9a-fA-F]+>?,?/g, ' ')
    .replace(/\b0x[0-9a-fA-F]{6,}\b/g, ' ')
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim()
  return [...plain.slice(0, 200)].filter((character) => character.isWellFormed()).join('')
}

/** A source identity from what a file says; parts that it does not say are left out. */
export function sourceIdentity(said: Partial<SourceIdentity>): SourceIdentity {
  return {
    name: cleanSourceText(said.name ?? ''),
    manufacturer: cleanSourceText(said.manufacturer ?? ''),
    model: cleanSourceText(said.model ?? ''),
    hardware: cleanSourceText(said.hardware ?? ''),
  }
}

/**
 * The bytes whose SHA-256, cut to 16 bytes, is the source id: `nornos/source/1` 00, then the four parts as a
 * canonical JSON list. The caller hashes, because this package calls no platform.
 */
export function sourceIdInput(source: SourceIdentity): Bytes {
  const parts = [source.name, source.manufacturer, source.model, source.hardware]
  return utf8(`nornos/source/1\0${canonicalJson(parts)}`)
}
