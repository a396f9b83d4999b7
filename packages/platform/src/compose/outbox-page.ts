/**
 * The mails that this installation would have sent, as a page on this machine: the embedded mail adapter writes them
 * to a folder, and nothing leaves. Replaced by SMTP in production.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import { type LocalPage, startLocalPage } from './local-page.ts'

const Mail = z.object({ to: z.string(), subject: z.string(), text: z.string(), sentAt: z.string() })
export type Mail = z.output<typeof Mail>

const shownMax = 50

/** Newest first, at most 50. */
export async function readOutbox(folder: string): Promise<readonly Mail[]> {
  const names = await readdir(folder).catch(() => [])
  const newest = names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort()
  const mails: Mail[] = []
  for (const name of newest.toReversed().slice(0, shownMax)) {
    mails.push(Mail.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8'))))
  }
  return mails
}

export function startOutboxPage(folder: string, port: number): Promise<LocalPage> {
  return startLocalPage(port, '/', (response) => {
    readOutbox(folder).then(
      (mails) => response.writeHead(200, headers).end(page(mails)),
      () => response.writeHead(500).end(),
    )
  })
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  refresh: '5',
}

function page(mails: readonly Mail[]): string {
  const list = mails.map(
    ({ to, subject, text, sentAt }) =>
      `<article><h2>${escapeHtml(subject)}</h2><p>To ${escapeHtml(to)}, <time>${escapeHtml(sentAt)}</time></p><pre>${escapeHtml(text)}</pre></article>`,
  )
  const body =
    list.length > 0 ? list.join('') : '<p>No mail yet. This page looks again every five seconds.</p>'
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Outbox</title></head><body><main><h1>Outbox</h1>${body}</main></body></html>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
