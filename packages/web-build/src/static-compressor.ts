/** Text compressed once, when it is first asked for. */
import { brotliCompressSync, constants } from 'node:zlib'
import type { StaticFile } from './static-files.ts'

const QUALITY = 6

/** The brotli body of a file; the body itself for what is compressed already. */
export function makeCompressor(): (file: StaticFile) => Uint8Array {
  const compressed = new WeakMap<StaticFile, Uint8Array>()
  return (file) => {
    if (!/^text|json|svg|wasm/.test(file.type) || file.body.byteLength === 0) return file.body
    const known = compressed.get(file)
    if (known) return known
    const body = brotliCompressSync(file.body, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } })
    compressed.set(file, body)
    return body
  }
}
