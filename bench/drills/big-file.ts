/**
 * `npm run drill -- big-file`: a file of 2 GiB (`NORNOS_DRILL_MIB` for another size, whole parts of 8) goes through the patient
 * app in Chromium into a vault, with a reload in the middle, and comes out again. Fails when a byte differs, when the
 * reload costs more than three parts, or when a renderer grows by more than 150 MB.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'nornos-drill-'))
const figures = join(folder, 'figures.json')
const playwright = join(root, 'node_modules/@playwright/test/cli.js')
const { status } = spawnSync(
  process.execPath,
  [playwright, 'test', '--reporter=line', 'apps/patient/e2e/big-file'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      NORNOS_DRILL_MIB: process.env['NORNOS_DRILL_MIB'] ?? '2048',
      NORNOS_DRILL_FIGURES: figures,
    },
  },
)
// A run that broke early has none.
if (existsSync(figures)) console.log(readFileSync(figures, 'utf8'))
rmSync(folder, { recursive: true })
process.exitCode = status ?? 1
