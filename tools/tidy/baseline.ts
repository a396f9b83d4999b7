/** Exceptions that are known, owned and dated, in a committed list that may only shrink. */
import type { Finding } from './finding.ts'

export const baselineFile = 'tools/tidy.baseline.json'

export interface Exception {
  readonly rule: string
  readonly file: string
  readonly owner: string
  /** YYYY-MM-DD */
  readonly since: string
}

/** The findings that remain; an exception that excuses nothing any more is one itself. */
export function applyBaseline(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
): readonly Finding[] {
  const excuses = (exception: Exception, finding: Finding) =>
    exception.rule === finding.rule && exception.file === finding.file
  return [
    ...findings.filter((finding) => !exceptions.some((exception) => excuses(exception, finding))),
    ...exceptions
      .filter((exception) => !findings.some((finding) => excuses(exception, finding)))
      .map(({ rule, file }) => ({
        rule: 'baseline',
        file: baselineFile,
        message: `${rule} in ${file} is settled: remove its row`,
      })),
  ]
}
