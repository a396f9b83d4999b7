/**
 * What a browser must fetch of scripts before a page works: those that its HTML names, and those that it imports to show
 * what it is for. Chunks that are asked for later are not in it, nor is what only old browsers load.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

export interface FirstLoad {
  /** Bytes as a static host sends them, compressed as well as brotli can. */
  readonly bytes: number
  readonly scripts: number
}

/**
 * Of one page of a build, such as `today.html`. `later`: what is imported when it is first shown and belongs to the load
 * all the same, by the names under which the page's scripts take it out of its module.
 *
 * @throws when the page is not there, or imports nothing of such a name.
 */
export async function firstLoadOf(
  outFolder: string,
  page: string,
  later: readonly string[] = [],
): Promise<FirstLoad> {
  const html = await readFile(join(outFolder, page), 'utf8')
  const bodies = new Map<string, string>()
  const add = async (paths: readonly string[]) => {
    for (const path of paths) bodies.set(path, await readFile(join(outFolder, path), 'utf8'))
  }
  await add(scriptsOf(html))
  for (const name of later) await add(chunksOf(name, [...bodies.values()]))
  const bytes = [...bodies.values()].reduce((sum, body) => sum + brotliCompressSync(body).length, 0)
  return { bytes, scripts: bodies.size }
}

/** Of Turbopack's `(await x.A(7)).name`, where module 7 fetches `Promise.all(["static/chunks/…"].map(…))`. */
function chunksOf(name: string, bodies: readonly string[]): string[] {
  const text = bodies.join('\n')
  const id = new RegExp(`\\.A\\((\\d+)\\)\\)\\.${name}\\b`).exec(text)?.[1]
  if (id === undefined) throw new Error(`nothing named ${name} is imported later`)
  const list = new RegExp(`[,\\[]${id},\\w+=>\\{\\w+\\.v\\(\\w+=>Promise\\.all\\(\\[([^\\]]*)\\]`).exec(
    text,
  )?.[1]
  if (list === undefined) throw new Error(`the chunks of ${name} are not told`)
  return [...list.matchAll(/"([^"]+)"/g)].map(([, path]) => `/_next/${path}`)
}

/** Their paths, without the query. */
export function scriptsOf(html: string): string[] {
  return [...html.matchAll(/<script\b[^>]*>/g)].flatMap(([tag]) => {
    const path = /\bsrc="([^"?]+)/.exec(tag)?.[1]
    return path === undefined || /\bnomodule\b/i.test(tag) ? [] : [path]
  })
}
