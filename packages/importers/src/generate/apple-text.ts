/** How an Apple export spells things: dates with one fixed offset, sources with pointers, escaped attributes. */
const MINUTE = 60_000

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** `2026-01-09 08:00:00 +0100`: every date of an export has the offset that the phone had while exporting. */
export function appleDate(milliseconds: number, offsetMinutes: number): string {
  const local = new Date(milliseconds + offsetMinutes * MINUTE).toISOString()
  const sign = offsetMinutes < 0 ? '-' : '+'
  const minutes = Math.abs(offsetMinutes)
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${sign}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}

export function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

export interface GeneratedSource {
  readonly name: string
  readonly version: string
  /** What the export calls `device`, without the pointer; empty for an app. */
  readonly device: string
}

// The apostrophe and the blank are the ones that Apple puts into names.
export const WATCH: GeneratedSource = {
  name: 'Sam\u2019s Apple\u00a0Watch',
  version: '11.2',
  device: 'name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch7,4, software:11.2',
}
export const PHONE: GeneratedSource = {
  name: 'Sam\u2019s iPhone',
  version: '18.1',
  device: 'name:iPhone, manufacturer:Apple Inc., model:iPhone, hardware:iPhone15,2, software:18.1',
}
export const SCALE: GeneratedSource = { name: 'Scale & Co "Pro"', version: '6.1', device: '' }
export const DIARY: GeneratedSource = { name: 'Health', version: '18.1', device: '' }

/** The pointer differs from one batch of records to the next, and says nothing. */
export function deviceText(source: GeneratedSource, batch: number): string {
  if (source.device === '') return ''
  const pointer = (0x280000000 + (batch % 0x40) * 16).toString(16)
  return ` device="${escapeAttribute(`<<HKDevice: 0x${pointer}>, ${source.device}>`)}"`
}
