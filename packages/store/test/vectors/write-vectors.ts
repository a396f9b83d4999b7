/** Writes specs/vectors/mutable-record. Run it after the format was changed on purpose. */
import { mkdir, writeFile } from 'node:fs/promises'
import { mutableCases } from './mutable-cases.ts'

const folder = new URL('../../../../specs/vectors/mutable-record/', import.meta.url)
await mkdir(folder, { recursive: true })
for (const [name, content] of Object.entries(mutableCases)) {
  await writeFile(new URL(name, folder), `${JSON.stringify(content, null, 2)}\n`)
}
