/** Turns what PostgreSQL wrote before it gave up into a named error with advice. */
import { PostgresError, type PostgresErrorCode } from './postgres-error.ts'
import { portHolder } from './processes.ts'

export interface FailedRun {
  readonly output: string
  readonly folder: string
  readonly port: number | null
}

const linesShown = 6

const diskFull = /No space left on device|Disk quota exceeded/
const portTaken = /could not bind|Address already in use/
const corrupt =
  /not a valid data directory|database files are incompatible|could not locate a valid checkpoint|invalid (primary )?checkpoint|checksum in control file|invalid .* in control file|could not find the database system|could not open file "[^"]*(pg_control|PG_VERSION|postgresql\.conf|pg_filenode\.map)|could not access the server configuration file|could not load pg_hba\.conf|invalid page|PANIC/

export function explainFailure(run: FailedRun): PostgresError {
  const { code, sentence } = reasonOf(run)
  const end = run.output.trimEnd().split('\n').slice(-linesShown).join('\n')
  return new PostgresError(code, end === '' ? sentence : `${sentence} PostgreSQL says:\n${end}`)
}

function reasonOf({ output, folder, port }: FailedRun): { code: PostgresErrorCode; sentence: string } {
  if (diskFull.test(output)) {
    return {
      code: 'disk-full',
      sentence: `The disk that holds ${folder} is full: free some space and start again.`,
    }
  }
  if (port !== null && portTaken.test(output)) {
    const holder = portHolder(port) ?? 'a program that this account may not see'
    return { code: 'port-taken', sentence: `Port ${port} is taken by ${holder}.` }
  }
  if (corrupt.test(output)) {
    return {
      code: 'data-corrupt',
      sentence: `The database in ${folder} is damaged: restore it from a backup.`,
    }
  }
  return { code: 'start-failed', sentence: `The database in ${folder} did not start.` }
}

/** Backends of a server that was killed may live a moment longer than it and still hold its memory. */
export function isStillEnding(output: string): boolean {
  return /pre-existing shared memory block/.test(output)
}
