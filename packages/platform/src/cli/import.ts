/**
 * `nornos import FILE… --dry-run`: says what an import of these files would bring, and imports nothing. Folders are read
 * with everything in them. Importing itself happens on the patient's device, which alone has the keys.
 */
import { openAsBlob } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isKnownZone, type MetricId } from '@nornos/health-model'
import { type ImportReport, type ImportSink, importFile } from '@nornos/importers'
import type { Command } from './command.ts'

const USAGE = 'nornos import FILE… --dry-run [--zone Europe/Stockholm]'
const [DONE, FAILED, MISUSED] = [0, 1, 2]

export const importCommand: Command = {
  summary: 'says what files or folders hold: import FILE… --dry-run',
  run: (words) =>
    importDry(
      words,
      (line) => console.log(line),
      (line) => console.error(line),
    ),
}

type Tell = (line: string) => void

/** Resolves with the exit code: 1 when a file is of a kind that is not known, or refused. */
export async function importDry(words: readonly string[], tell: Tell, complain: Tell): Promise<number> {
  const zoneAt = words.indexOf('--zone')
  const zone = zoneAt < 0 ? '' : (words[zoneAt + 1] ?? '')
  const rest = words.filter((_word, index) => zoneAt < 0 || (index !== zoneAt && index !== zoneAt + 1))
  const paths = rest.filter((word) => !word.startsWith('--'))
  const strange = rest.find((word) => word.startsWith('--') && word !== '--dry-run')
  const fault = faultOf(strange, paths, rest.includes('--dry-run'), zoneAt >= 0 && !isKnownZone(zone))
  if (fault !== null) {
    complain(`${fault}\n${USAGE}`)
    return MISUSED
  }
  let code = DONE
  for (const file of await filesIn(paths, complain)) {
    if (file === null || !(await tellFile(file, zone, tell))) code = FAILED
  }
  return code
}

function faultOf(
  strange: string | undefined,
  paths: readonly string[],
  isDry: boolean,
  isNoZone: boolean,
): string | null {
  if (strange !== undefined) return `I do not know ${strange}.`
  if (isNoZone) return 'That is no time zone.'
  if (paths.length === 0) return 'Which file?'
  if (!isDry) return 'Only a dry run is possible here: files are imported on the patient’s own device.'
  return null
}

/** The files themselves and those in folders, by name; null for a path where there is nothing. */
async function filesIn(paths: readonly string[], complain: Tell): Promise<(string | null)[]> {
  const files: (string | null)[] = []
  for (const one of paths) {
    const found = await stat(one).catch(() => null)
    if (found?.isFile()) files.push(one)
    else if (found?.isDirectory()) {
      const entries = await readdir(one, { recursive: true, withFileTypes: true })
      const inside = entries.filter((entry) => entry.isFile())
      files.push(...inside.map((entry) => path.join(entry.parentPath, entry.name)).sort())
    } else {
      complain(`There is no file ${one}.`)
      files.push(null)
    }
  }
  return files
}

/** Whether the file is one that can be imported. */
async function tellFile(file: string, zone: string, tell: Tell): Promise<boolean> {
  const counts = createCounts()
  const named = new File([await openAsBlob(file)], path.basename(file))
  const result = await importFile(named, counts.sink, { zone })
  if (result.ok) {
    tell([`${file}`, ...reportLines(result.value), ...counts.lines()].join('\n'))
    return true
  }
  const why =
    result.error.type === 'ArchiveRefused'
      ? `the archive is refused: ${result.error.reason}`
      : 'no kind of file that is known'
  tell(`${file}\n  ${why}`)
  return false
}

function reportLines(report: ImportReport): string[] {
  const { format, bytesRead, samples, records, documents } = report
  const lines = [
    `  ${format}, ${(bytesRead / 1e6).toFixed(1)} MB: ${samples} samples, ${records} records, ${documents} documents`,
  ]
  for (const { type, reason, count, places } of report.skipped) {
    const first = places[0]
    const where =
      first === undefined ? '' : `, first at ${first.file} ${first.place} ${first.detail}`.trimEnd()
    lines.push(`  left out: ${count} × ${type} (${reason}${where})`)
  }
  for (const [type, count] of Object.entries(report.unknown))
    lines.push(`  not known, kept: ${count} × ${type}`)
  for (const [detail, count] of Object.entries(report.detailsNotKept))
    lines.push(`  in the file only: ${count} × ${detail}`)
  for (const [type, count] of Object.entries(report.apart))
    lines.push(`  in the whole archive only: ${count} × ${type}`)
  for (const { file, place, detail } of report.partial)
    lines.push(`  partial: ${file} at ${place}: ${detail}`)
  if (report.usedZone !== null) lines.push(`  times without a zone were read as ${report.usedZone}`)
  return lines
}

interface Series {
  readonly metric: MetricId
  count: number
  first: number
  last: number
}

function createCounts(): { readonly sink: ImportSink; lines(): string[] } {
  const byMetric = new Map<MetricId, Series>()
  const all: Series[] = []
  return {
    sink: {
      series({ metric }) {
        const empty = { metric, count: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY }
        const series = byMetric.get(metric) ?? empty
        byMetric.set(metric, series)
        return all.push(series) - 1
      },
      sample(index, start, end) {
        const series = all[index]
        if (series === undefined) return
        series.count++
        series.first = Math.min(series.first, start)
        series.last = Math.max(series.last, end)
      },
      record: () => undefined,
      raw: () => undefined,
    },
    lines: () =>
      [...byMetric.values()]
        .filter(({ count }) => count > 0)
        .map(
          ({ metric, count, first, last }) =>
            `  ${metric.padEnd(28)} ${count}, ${dayOf(first)} to ${dayOf(last)}`,
        ),
  }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
