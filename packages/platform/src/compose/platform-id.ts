/** The id of this installation: a signed consent names the platform that it is meant for. */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PlatformId } from '@nornos/health-model'

export async function openPlatformId(state: string): Promise<PlatformId> {
  const file = path.join(state, 'platform-id')
  const existing = await readFile(file, 'utf8').catch(() => null)
  if (existing !== null) return PlatformId.parse(existing.trim())
  const id = PlatformId.parse(randomUUID())
  await mkdir(state, { recursive: true })
  await writeFile(`${file}.${process.pid}`, `${id}\n`, { flush: true })
  await rename(`${file}.${process.pid}`, file)
  return id
}
