/** Every file below a folder, as sorted paths relative to it with `/` between the parts. */
import { readdir } from 'node:fs/promises'
import { relative, sep } from 'node:path'

export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, `${entry.parentPath}${sep}${entry.name}`).split(sep).join('/'))
    .sort()
}
