/** A small repository in a temporary folder, for testing the tools on mistakes that ours must not contain. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface ScratchRepository extends Disposable {
  readonly root: string
  write(files: Readonly<Record<string, string>>): void
}

export function scratchRepository(files: Readonly<Record<string, string>>): ScratchRepository {
  const root = mkdtempSync(join(tmpdir(), 'nornos-tools-'))
  const write = (more: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), text)
    }
  }
  write(files)
  return { root, write, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) }
}
