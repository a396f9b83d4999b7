/** The style sheet and the two fonts of the pages. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

export type Assets = ReadonlyMap<string, { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }>

const fonts = {
  'text.woff2':
    '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  'heading.woff2': '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
}

export async function readAssets(): Promise<Assets> {
  const { resolve } = createRequire(import.meta.url)
  const files = Object.entries(fonts).map(([name, file]) => ({
    name,
    type: 'font/woff2',
    file: resolve(file),
  }))
  const style = {
    name: 'style.css',
    type: 'text/css; charset=utf-8',
    file: new URL('style.css', import.meta.url),
  }
  const entries = [...files, style].map(async ({ name, type, file }) => {
    const bytes = new Uint8Array(await readFile(file))
    return [`/sign-in/assets/${name}`, { type, bytes }] as const
  })
  return new Map(await Promise.all(entries))
}
