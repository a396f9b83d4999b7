/**
 * Follows the drawing of a page and notes what is written where. Pictures and lines are passed over.
 * Read next: pen.ts, text-lines.ts.
 */
import { matrixOf, multiply, rotation } from './matrix.ts'
import type { PdfFile } from './pdf-file.ts'
import { type PdfFont, readFont } from './pdf-font.ts'
import { createLexer } from './pdf-lexer.ts'
import {
  binaryText,
  isKind,
  isList,
  nameOf,
  numberOf,
  type PdfDictionary,
  type PdfValue,
} from './pdf-value.ts'
import { applyOperator, createPen, type Pen, type TextRun } from './pen.ts'

const RUNS_MAX = 100_000
/** Of the whole document. */
const OPERATORS_MAX = 3_000_000
const OPERANDS_MAX = 1000
const FORM_DEPTH_MAX = 8

/** What the pages of one document share. */
export interface Drawing {
  readonly file: PdfFile
  readonly runs: TextRun[]
  readonly fonts: Map<PdfDictionary, PdfFont>
  operators: number
}

export function createDrawing(file: PdfFile): Drawing {
  return { file, runs: [], fonts: new Map(), operators: 0 }
}

/** The text of one page in the order of drawing. */
export function readPageText(drawing: Drawing, page: PdfDictionary): readonly TextRun[] {
  const { file } = drawing
  const resources = file.dictionary(page.get('Resources'))
  drawing.runs.length = 0
  const contents = file.resolve(page.get('Contents'))
  const streams = isList(contents) ? contents : [page.get('Contents') ?? null]
  const parts = streams.map((stream) => file.content(stream)).filter((bytes) => bytes !== null)
  const matrix = rotation(numberOf(file.resolve(page.get('Rotate')), 0))
  const pen = createPen(matrix, drawing.runs, (name) => fontOf(drawing, resources, name))
  draw(drawing, parts.map(binaryText).join('\n'), resources, pen, 0)
  return drawing.runs.slice()
}

function fontOf(drawing: Drawing, resources: PdfDictionary, name: string): PdfFont | null {
  const { file, fonts } = drawing
  const dictionary = file.dictionary(file.dictionary(resources.get('Font')).get(name))
  const known = fonts.get(dictionary)
  if (known !== undefined || dictionary.size === 0) return known ?? null
  const font = readFont(file, dictionary)
  fonts.set(dictionary, font)
  return font
}

function draw(drawing: Drawing, text: string, resources: PdfDictionary, pen: Pen, depth: number): void {
  const lexer = createLexer(text, 0, false)
  let operands: PdfValue[] = []
  for (let value = lexer.next(); value !== undefined; value = lexer.next()) {
    if (!isKind(value, 'operator')) {
      if (operands.length < OPERANDS_MAX) operands.push(value)
      continue
    }
    if (++drawing.operators > OPERATORS_MAX || drawing.runs.length > RUNS_MAX) return
    if (value.name === 'ID') lexer.at = endOfImage(text, lexer.at)
    else if (value.name === 'Do') drawForm(drawing, resources, pen, nameOf(operands[0]), depth)
    else applyOperator(pen, value.name, operands)
    operands = []
  }
}

/** A picture inside the text of a page ends with `EI` between blanks. */
function endOfImage(text: string, from: number): number {
  const end = /\sEI(?=\s|$)/g
  end.lastIndex = from
  return end.exec(text) === null ? text.length : end.lastIndex
}

function drawForm(drawing: Drawing, resources: PdfDictionary, pen: Pen, name: string, depth: number): void {
  const { file } = drawing
  const reference = file.dictionary(resources.get('XObject')).get(name)
  const form = file.dictionary(reference)
  if (nameOf(file.resolve(form.get('Subtype'))) !== 'Form' || depth >= FORM_DEPTH_MAX) return
  const content = file.content(reference)
  if (content === null) return
  const own = file.dictionary(form.get('Resources'))
  const used = own.size > 0 ? own : resources
  const matrix = multiply(matrixOf(file.resolve(form.get('Matrix'))), pen.state.matrix)
  const inner = createPen(matrix, drawing.runs, (font) => fontOf(drawing, used, font))
  draw(drawing, binaryText(content), used, inner, depth + 1)
}
