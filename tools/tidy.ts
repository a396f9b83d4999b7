/**
 * The repository's own lint: what no general tool knows about this code. Prints a line per finding.
 * Read next: tidy/banned-text.ts, tidy/endpoints.ts.
 */
import { join } from 'node:path'
import { contracts } from '@nornos/contracts'
import { openRepository } from './files/repository.ts'
import { checkBannedText } from './tidy/banned-text.ts'
import { applyBaseline, baselineFile, type Exception } from './tidy/baseline.ts'
import { checkCitations } from './tidy/citations.ts'
import { checkEndpoints } from './tidy/endpoints.ts'
import { checkFileNames } from './tidy/file-names.ts'
import { checkFileSize } from './tidy/file-size.ts'
import type { TidyCheck } from './tidy/finding.ts'
import { checkMigrations } from './tidy/migrations.ts'
import { checkReadmes } from './tidy/readmes.ts'
import { checkReferences } from './tidy/references.ts'

const checks: readonly TidyCheck[] = [
  checkFileSize,
  checkFileNames,
  checkBannedText,
  checkReferences,
  checkReadmes,
  checkCitations,
  checkMigrations,
  checkEndpoints(contracts),
]

const repository = openRepository(join(import.meta.dirname, '..'))
const exceptions: readonly Exception[] = JSON.parse(repository.read(baselineFile))
const findings = applyBaseline(
  checks.flatMap((check) => check(repository)),
  exceptions,
)
for (const { rule, file, message } of findings) console.log(`${file}: ${rule}: ${message}`)
process.exitCode = findings.length > 0 ? 1 : 0
