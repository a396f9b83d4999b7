/** Which file answers a request, with which status. Pure; serve-app.ts sends it. */
import { cacheControlFor } from './headers.ts'
import type { StaticFile } from './static-files.ts'

export interface StaticRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: { readonly 'if-none-match'?: string | undefined }
}

export interface StaticAnswer {
  readonly status: 200 | 304 | 404 | 405
  readonly file: StaticFile
  readonly headers: Readonly<Record<string, string>>
}

const nothing: StaticFile = { body: new Uint8Array(), type: 'text/plain; charset=utf-8', etag: null }

export function answerTo(request: StaticRequest, files: ReadonlyMap<string, StaticFile>): StaticAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, file: nothing, headers: { Allow: 'GET, HEAD' } }
  }
  const path = pathOf(request.url)
  const file = path === null ? undefined : files.get(path)
  if (path === null || file === undefined) {
    return { status: 404, file: files.get('/404.html') ?? nothing, headers: { 'Cache-Control': 'no-cache' } }
  }
  if (file.etag === null) return { status: 200, file, headers: { 'Cache-Control': 'no-store' } }
  const headers = { 'Cache-Control': cacheControlFor(path), ETag: file.etag, Vary: 'Accept-Encoding' }
  return { status: request.headers['if-none-match'] === file.etag ? 304 : 200, file, headers }
}

/** The path of a request without its query, decoded; `null` when it cannot be decoded. */
function pathOf(url: string | undefined): string | null {
  try {
    return decodeURIComponent((url ?? '/').split(/[?#]/, 1)[0] ?? '/')
  } catch {
    return null
  }
}
