/**
 * The files of a build by the address they answer to. Only addresses in this list exist, so no path, however it is
 * spelt, reaches another file of the machine.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { listFiles } from './files.ts'

export interface StaticFile {
  readonly body: Uint8Array
  readonly type: string
  /** `null` for what is never kept by a browser. */
  readonly etag: string | null
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** Address → file. Pages answer with and without `.html`; `index.html` answers for its folder. */
export async function loadStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>()
  for (const path of await listFiles(folder)) {
    if (path === '_headers') continue
    const file = await loadFile(folder, path)
    for (const address of addressesOf(path)) files.set(address, file)
  }
  return files
}

async function loadFile(folder: string, path: string): Promise<StaticFile> {
  const body = await readFile(join(folder, path))
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  return { body, type: types[extname(path)] ?? 'application/octet-stream', etag: `"${digest}"` }
}

function addressesOf(path: string): string[] {
  if (!path.endsWith('.html')) return [`/${path}`]
  const clean = `/${path.slice(0, -'.html'.length)}`
  if (clean === '/index') return ['/', '/index.html']
  return clean.endsWith('/index') ? [clean.slice(0, -'/index'.length), `/${path}`] : [clean, `/${path}`]
}
