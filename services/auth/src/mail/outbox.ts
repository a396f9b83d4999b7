/**
 * The embedded mail adapter: one JSON file a mail in a folder, which the platform shows as a page. Names sort by
 * time; a file appears whole or not at all.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { MailPort } from './mail-port.ts'

/** Files are `<time>-<id>.json` with `{ to, subject, text, sentAt }`. */
export function createOutbox(folder: string, now: () => Date): MailPort {
  return {
    send: async ({ to, subject, text }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const sentAt = now().toISOString()
      const name = `${sentAt.replaceAll(':', '-')}-${randomUUID()}`
      const draft = path.join(folder, `.${name}`)
      await writeFile(draft, JSON.stringify({ to, subject, text, sentAt }), { mode: 0o600 })
      await rename(draft, path.join(folder, `${name}.json`))
    },
  }
}
