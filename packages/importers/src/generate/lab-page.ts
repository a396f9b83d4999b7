/** A laboratory's page as a PDF with a text layer: a heading, and one line of columns a result. */
import { utf8 } from '@nornos/std'

export interface LabPageLine {
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly range: string
}

const columns = [60, 240, 320, 400] as const

/** Texts in ASCII. `day` as `2024-03-04`, the day of the sample as the page says it. */
export function generateLabPage(day: string, lines: readonly LabPageLine[]): Uint8Array<ArrayBuffer> {
  const rows = lines.map(({ name, range, unit, value }) => [name, value, unit, range])
  const texts = [
    show(60, 780, 'Laboratory report'),
    show(60, 750, `Collected: ${day}`),
    ...rows.flatMap((cells, row) => cells.map((cell, at) => show(columns[at] ?? 0, 700 - row * 20, cell))),
  ]
  const content = `BT /F1 11 Tf ${texts.join(' ')} ET`
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ])
}

/** Text at a place, in points from the lower left corner. */
function show(x: number, y: number, text: string): string {
  return `1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj`
}

function pdfOf(objects: readonly string[]): Uint8Array<ArrayBuffer> {
  let file = '%PDF-1.7\n'
  const places: number[] = []
  for (const [index, object] of objects.entries()) {
    places.push(file.length)
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return utf8(`${file}xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`)
}
