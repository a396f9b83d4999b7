/** Writes specs/vectors/{block,consent,audit-log,inbox-payload}. Run it after a format was changed on purpose: `node …/write-vectors.ts`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vectorFiles } from './vector-cases.ts'

const root = new URL('../../../specs/vectors/', import.meta.url)
for (const { path, content } of await vectorFiles()) {
  const file = fileURLToPath(new URL(path, root))
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, written(content))
}

/** Indented, with each list of plain values on one line. */
function written(content: object): string {
  const text = JSON.stringify(content, null, 2)
  return `${text.replace(/\[\n[^[\]{}]*\]/g, (list) => JSON.stringify(JSON.parse(list)))}\n`
}
