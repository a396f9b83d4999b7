/** A font: which letters the codes of a string are, and how far each moves the pen. Read next: page-text.ts. */
import { type CharacterMap, readCharacterMap } from './character-map.ts'
import { letterOfGlyph } from './glyph-names.ts'
import type { PdfFile } from './pdf-file.ts'
import { isList, nameOf, numberOf, type PdfDictionary, type PdfValue } from './pdf-value.ts'

export interface Glyph {
  readonly text: string
  /** In parts of the size of the font. */
  readonly width: number
  /** The code 32 of one byte, which word spacing widens. */
  readonly isSpace: boolean
}

export interface PdfFont {
  glyphs(text: string): readonly Glyph[]
}

const THOUSAND = 1000
const WIDTHS_MAX = 70_000
const western = new TextDecoder('windows-1252')
const roman = new TextDecoder('macintosh')

export function readFont(file: PdfFile, font: PdfDictionary): PdfFont {
  return nameOf(font.get('Subtype')) === 'Type0' ? compositeFont(file, font) : simpleFont(file, font)
}

function unicodeOf(file: PdfFile, font: PdfDictionary): CharacterMap {
  const bytes = file.content(font.get('ToUnicode'))
  return bytes === null ? new Map() : readCharacterMap(bytes)
}

/** Two bytes a letter. Without a map the letters are only known where the encoding is Unicode itself. */
function compositeFont(file: PdfFile, font: PdfDictionary): PdfFont {
  const unicode = unicodeOf(file, font)
  const descendants = file.resolve(font.get('DescendantFonts'))
  const inner = file.dictionary(isList(descendants) ? descendants[0] : undefined)
  const standard = numberOf(file.resolve(inner.get('DW')), THOUSAND)
  const widths = compositeWidths(file, inner)
  const isUnicode = /UCS2|UTF16/.test(nameOf(file.resolve(font.get('Encoding'))))
  return {
    glyphs(text) {
      const glyphs: Glyph[] = []
      for (let at = 0; at + 1 < text.length; at += 2) {
        const code = text.charCodeAt(at) * 256 + text.charCodeAt(at + 1)
        const letter = unicode.get(code) ?? (isUnicode ? String.fromCharCode(code) : '')
        glyphs.push({ text: letter, width: (widths.get(code) ?? standard) / THOUSAND, isSpace: false })
      }
      return glyphs
    },
  }
}

/** `[ first [w w w] first last w ]`. */
function compositeWidths(file: PdfFile, font: PdfDictionary): ReadonlyMap<number, number> {
  const widths = new Map<number, number>()
  const list = file.resolve(font.get('W'))
  if (!isList(list)) return widths
  for (let at = 0; at + 1 < list.length && widths.size < WIDTHS_MAX; ) {
    const first = numberOf(file.resolve(list[at]), 0)
    const next = file.resolve(list[at + 1])
    if (isList(next)) {
      for (const [step, width] of next.entries())
        widths.set(first + step, numberOf(file.resolve(width), THOUSAND))
      at += 2
    } else {
      const last = Math.min(numberOf(next, first), first + WIDTHS_MAX)
      const width = numberOf(file.resolve(list[at + 2]), THOUSAND)
      for (let code = first; code <= last; code++) widths.set(code, width)
      at += 3
    }
  }
  return widths
}

/** One byte a letter. */
function simpleFont(file: PdfFile, font: PdfDictionary): PdfFont {
  const unicode = unicodeOf(file, font)
  const letters = encodingOf(file, font)
  const widths = file.resolve(font.get('Widths'))
  const first = numberOf(file.resolve(font.get('FirstChar')), 0)
  const missing = numberOf(file.resolve(file.dictionary(font.get('FontDescriptor')).get('MissingWidth')), 0)
  const matrix = file.resolve(font.get('FontMatrix'))
  const unit = nameOf(font.get('Subtype')) === 'Type3' && isList(matrix) ? numberOf(matrix[0], 0.001) : 0.001
  const standard = standardWidths(nameOf(file.resolve(font.get('BaseFont'))))
  return {
    glyphs: (text) =>
      Array.from(text, (letter) => {
        const code = letter.charCodeAt(0) & 255
        const stated = isList(widths) ? numberOf(file.resolve(widths[code - first]), missing) * unit : null
        return {
          text: unicode.get(code) ?? letters[code] ?? '',
          width: stated ?? standard(code),
          isSpace: code === 32,
        }
      }),
  }
}

function encodingOf(file: PdfFile, font: PdfDictionary): readonly string[] {
  const encoding = file.resolve(font.get('Encoding'))
  const described = file.dictionary(encoding)
  const base = nameOf(encoding) || nameOf(file.resolve(described.get('BaseEncoding')))
  const decoder = base === 'MacRomanEncoding' ? roman : western
  const letters = Array.from({ length: 256 }, (_, code) =>
    code < 32 ? '' : decoder.decode(Uint8Array.of(code)),
  )
  const differences: PdfValue = file.resolve(described.get('Differences'))
  if (!isList(differences)) return letters
  let code = 0
  for (const one of differences) {
    if (typeof one === 'number') code = one
    else {
      const letter = letterOfGlyph(nameOf(one))
      if (code >= 0 && code < letters.length) letters[code] = letter
      code++
    }
  }
  return letters
}

/** Of Helvetica, from the blank to the tilde. */
const HELVETICA = Uint16Array.from(
  (
    '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 ' +
    '584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 ' +
    '667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 ' +
    '278 556 500 722 500 500 500 334 260 334 584'
  )
    .split(' ')
    .map(Number),
)
const COURIER = 0.6
/** Times is about that much narrower. */
const TIMES = 0.92

/** Of the fonts that every reader has, and that need not state their widths. */
function standardWidths(name: string): (code: number) => number {
  if (/courier|mono/i.test(name)) return () => COURIER
  const factor = /times|serif/i.test(name) ? TIMES : 1
  return (code) => ((HELVETICA[code - 32] ?? 556) / THOUSAND) * factor
}
