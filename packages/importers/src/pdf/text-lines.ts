/** Runs of text as lines, and lines as cells: what stands further apart than words do. */
import type { TextRun } from './pen.ts'

export interface TextCell {
  readonly text: string
  readonly left: number
  readonly right: number
}

export interface TextLine {
  readonly cells: readonly TextCell[]
  readonly bottom: number
  readonly size: number
}

/** In sizes of the font. */
const SAME_LINE = 0.45
const WORD_GAP = 0.17
const CELL_GAP = 0.95
const SAME_PLACE = 0.1

/** From top to bottom, each from left to right. */
export function linesOf(runs: readonly TextRun[]): readonly TextLine[] {
  const sorted = runs.toSorted((one, other) => other.bottom - one.bottom || one.left - other.left)
  const lines: TextRun[][] = []
  let line: TextRun[] = []
  let first: TextRun | undefined
  for (const run of sorted) {
    if (first === undefined || first.bottom - run.bottom > SAME_LINE * Math.max(first.size, run.size)) {
      line = []
      lines.push(line)
      first = run
    }
    line.push(run)
  }
  return lines.map(lineOf).filter(({ cells }) => cells.length > 0)
}

interface Building {
  text: string
  left: number
  right: number
}

function lineOf(runs: readonly TextRun[]): TextLine {
  const cells: Building[] = []
  let before: TextRun | undefined
  for (const run of runs.toSorted((one, other) => one.left - other.left)) {
    // Bold letters that are drawn twice.
    if (before !== undefined && before.text === run.text && isSamePlace(before, run)) continue
    addTo(cells, run)
    before = run
  }
  const plain = cells
    .map(({ text, left, right }) => ({ text: text.replace(/\s+/g, ' ').trim(), left, right }))
    .filter(({ text }) => text !== '')
  return {
    cells: plain,
    bottom: runs[0]?.bottom ?? 0,
    size: Math.max(...runs.slice(0, 1000).map(({ size }) => size)),
  }
}

function isSamePlace(one: TextRun, other: TextRun): boolean {
  return (
    Math.abs(one.left - other.left) < SAME_PLACE * one.size &&
    Math.abs(one.bottom - other.bottom) < SAME_PLACE * one.size
  )
}

function addTo(cells: Building[], run: TextRun): void {
  const cell = cells.at(-1)
  const gap = cell === undefined ? Number.POSITIVE_INFINITY : run.left - cell.right
  const isBlank = run.text.trim() === ''
  if (cell === undefined || gap > CELL_GAP * run.size) {
    if (!isBlank) cells.push({ text: run.text, left: run.left, right: run.right })
    return
  }
  cell.text += gap > WORD_GAP * run.size ? ` ${run.text}` : run.text
  if (!isBlank) cell.right = Math.max(cell.right, run.right)
}
