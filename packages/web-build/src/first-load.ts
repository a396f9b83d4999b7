/**
 * What a browser must fetch of scripts before a page works: those that its HTML names. Chunks that are asked for later are
 * not in it, nor is what only old browsers load.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

export interface FirstLoad {
  /** Bytes as a static host sends them, compressed as well as brotli can. */
  readonly bytes: number
  readonly scripts: number
}

/** Of one page of a build, such as `today.html`. @throws when it is not there. */
export async function firstLoadOf(outFolder: string, page: string): Promise<FirstLoad> {
  const html = await readFile(join(outFolder, page), 'utf8')
  const scripts = new Set(scriptsOf(html))
  const bodies = await Promise.all([...scripts].map((path) => readFile(join(outFolder, path))))
  const bytes = bodies.reduce((sum, body) => sum + brotliCompressSync(body).length, 0)
  return { bytes, scripts: scripts.size }
}

/** Their paths, without the query. */
export function scriptsOf(html: string): string[] {
  return [...html.matchAll(/<script\b[^>]*>/g)].flatMap(([tag]) => {
    const path = /\bsrc="([^"?]+)/.exec(tag)?.[1]
    return path === undefined || /\bnomodule\b/i.test(tag) ? [] : [path]
  })
}
