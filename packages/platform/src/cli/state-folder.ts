/** Where an installation keeps its state. */
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))

/** NORNOS_STATE; else `.nornos/` in a checkout; else the person's data folder. */
export function stateFolder(): string {
  const given = process.env['NORNOS_STATE']
  if (given) return path.resolve(given)
  if (existsSync(path.join(repository, '.git'))) return path.join(repository, '.nornos')
  return path.join(os.homedir(), '.local', 'share', 'nornos')
}
