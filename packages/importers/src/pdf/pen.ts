/**
 * The pen that draws the text of a page: its place, its font, its spacing, and what each operator does to them (ISO
 * 32000-1, section 9.4). What it writes is noted as runs.
 */
import { IDENTITY, type Matrix, matrixOf, moved, multiply } from './matrix.ts'
import type { PdfFont } from './pdf-font.ts'
import { isList, nameOf, numberOf, type PdfValue } from './pdf-value.ts'

/** Text that was drawn at once. Points from the lower left corner of the page. */
export interface TextRun {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly size: number
}

interface GraphicsState {
  readonly matrix: Matrix
  readonly font: PdfFont | null
  readonly size: number
  readonly letterSpacing: number
  readonly wordSpacing: number
  /** As a fraction. */
  readonly stretch: number
  readonly leading: number
  readonly rise: number
}

export interface Pen {
  state: GraphicsState
  readonly saved: GraphicsState[]
  text: Matrix
  line: Matrix
  readonly runs: TextRun[]
  fontOf(name: string): PdfFont | null
}

const STATES_MAX = 64

export function createPen(matrix: Matrix, runs: TextRun[], fontOf: Pen['fontOf']): Pen {
  return {
    state: {
      matrix,
      font: null,
      size: 1,
      letterSpacing: 0,
      wordSpacing: 0,
      stretch: 1,
      leading: 0,
      rise: 0,
    },
    saved: [],
    text: IDENTITY,
    line: IDENTITY,
    runs,
    fontOf,
  }
}

/** Does what the operator says. Those that draw no text do nothing. */
export function applyOperator(pen: Pen, operator: string, operands: readonly PdfValue[]): void {
  const number = (index: number, otherwise = 0) => numberOf(operands[index], otherwise)
  switch (operator) {
    case 'BT':
      pen.line = IDENTITY
      pen.text = IDENTITY
      break
    case 'Td':
      moveLine(pen, number(0), number(1))
      break
    case 'TD':
      change(pen, { leading: -number(1) })
      moveLine(pen, number(0), number(1))
      break
    case 'Tm':
      pen.line = matrixOf(operands)
      pen.text = pen.line
      break
    case 'T*':
      moveLine(pen, 0, -pen.state.leading)
      break
    case 'Tj':
      showAll(pen, operands)
      break
    case 'TJ':
      showAll(pen, operands[0])
      break
    case '"':
      change(pen, { wordSpacing: number(0), letterSpacing: number(1) })
      nextLine(pen, operands)
      break
    case "'":
      nextLine(pen, operands)
      break
    default:
      applyState(pen, operator, operands)
  }
}

function applyState(pen: Pen, operator: string, operands: readonly PdfValue[]): void {
  const value = numberOf(operands[0], 0)
  switch (operator) {
    case 'q':
      if (pen.saved.length < STATES_MAX) pen.saved.push(pen.state)
      break
    case 'Q':
      pen.state = pen.saved.pop() ?? pen.state
      break
    case 'cm':
      change(pen, { matrix: multiply(matrixOf(operands), pen.state.matrix) })
      break
    case 'Tf':
      change(pen, { font: pen.fontOf(nameOf(operands[0])), size: numberOf(operands[1], 1) })
      break
    case 'Tc':
      change(pen, { letterSpacing: value })
      break
    case 'Tw':
      change(pen, { wordSpacing: value })
      break
    case 'Tz':
      change(pen, { stretch: value / 100 })
      break
    case 'TL':
      change(pen, { leading: value })
      break
    case 'Ts':
      change(pen, { rise: value })
      break
  }
}

function change(pen: Pen, difference: Partial<GraphicsState>): void {
  pen.state = { ...pen.state, ...difference }
}

function moveLine(pen: Pen, x: number, y: number): void {
  pen.line = moved(x, y, pen.line)
  pen.text = pen.line
}

function nextLine(pen: Pen, operands: readonly PdfValue[]): void {
  moveLine(pen, 0, -pen.state.leading)
  showAll(pen, [operands.at(-1) ?? null])
}

/** Strings, and between them how far the pen goes back, in thousandths of the size. */
function showAll(pen: Pen, list: PdfValue | undefined): void {
  if (!isList(list)) return
  for (const part of list) {
    if (typeof part === 'string') show(pen, part)
    else pen.text = moved((-numberOf(part, 0) / 1000) * pen.state.size * pen.state.stretch, 0, pen.text)
  }
}

function show(pen: Pen, written: string): void {
  const { font, size, letterSpacing, wordSpacing, stretch, rise, matrix } = pen.state
  if (font === null) return
  const place = multiply([size * stretch, 0, 0, size, 0, rise], multiply(pen.text, matrix))
  let advance = 0
  let letters = ''
  for (const glyph of font.glyphs(written)) {
    letters += glyph.text
    advance += glyph.width * size + letterSpacing + (glyph.isSpace ? wordSpacing : 0)
  }
  pen.text = moved(advance * stretch, 0, pen.text)
  addRun(pen.runs, letters, place, multiply(pen.text, matrix))
}

function addRun(runs: TextRun[], text: string, place: Matrix, end: Matrix): void {
  const [, slant, , height, left, bottom] = place
  const size = Math.abs(height)
  // Text on its side is no line of results.
  if (text === '' || !(size > 0) || Math.abs(slant) > size / 2) return
  if (![left, bottom, end[4], size].every(Number.isFinite)) return
  runs.push({ text, left, right: Math.max(left, end[4]), bottom, size })
}
