/** Where the vectors lie, and all of them as they are made now. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withDeterministicRandom } from './deterministic-random.ts'
import { makeFrozenVaultVectors } from './make-frozen-vault.ts'
import { makeKeyHierarchyVectors } from './make-key-hierarchy.ts'
import { makeSealedRecordVectors } from './make-sealed-record.ts'
import { makeVaultCommitVectors } from './make-vault-commit.ts'
import type { Vector, Vectors } from './vector.ts'

export const vectorFolder = join(import.meta.dirname, '../../../../specs/vectors')

const makers: Readonly<Record<string, () => Promise<Vectors>>> = {
  'sealed-record': makeSealedRecordVectors,
  'key-hierarchy': makeKeyHierarchyVectors,
  'vault-commit': async () => ({ ...(await makeVaultCommitVectors()), ...(await makeFrozenVaultVectors()) }),
}

/** Texts of all files by `<spec>/<case>.json`. */
export async function makeVectorFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const [spec, make] of Object.entries(makers)) {
    for (const [name, vector] of Object.entries(await withDeterministicRandom(spec, make))) {
      files.set(`${spec}/${name}.json`, `${JSON.stringify(vector, null, 2)}\n`)
    }
  }
  return files
}

/** Texts of the files that lie there. */
export function readVectorFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const spec of Object.keys(makers)) {
    for (const name of readdirSync(join(vectorFolder, spec))) {
      files.set(`${spec}/${name}`, readFileSync(join(vectorFolder, spec, name), 'utf8'))
    }
  }
  return files
}

/** The vectors that lie there, by `<spec>/<case>.json`. */
export function readVectors(): ReadonlyMap<string, Vector> {
  const vectors = new Map<string, Vector>()
  for (const [path, text] of readVectorFiles()) vectors.set(path, JSON.parse(text))
  return vectors
}

export function writeVectorFiles(files: ReadonlyMap<string, string>): void {
  for (const spec of Object.keys(makers)) {
    rmSync(join(vectorFolder, spec), { recursive: true, force: true })
    mkdirSync(join(vectorFolder, spec), { recursive: true })
  }
  for (const [path, text] of files) writeFileSync(join(vectorFolder, path), text)
}
