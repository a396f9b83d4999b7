/** One blob, whole or in part. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { fromHex, present } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { parseRange } from '../domain/parse-range.ts'
import { findBlob } from '../store/blob-store.ts'

export function blobRead(ctx: VaultContext): Handler<typeof vault.blobRead> {
  return async ({ actor, params: { vaultId, sha256 }, headers }) => {
    const hash = present(fromHex(sha256), 'the contract takes hex alone')
    const blob = await ctx.db.asActor(actor, (tx) => findBlob(tx, vaultId, hash))
    if (!blob) return problem('not-found')
    const range = parseRange(headers.get('range'), blob.size)
    if (range.type === 'none') return problem('range-not-satisfiable', { size: blob.size })
    const part = range.type === 'part' ? range : undefined
    const bytes = await ctx.blobs.get(vaultId, sha256, part)
    if (!bytes) return problem('not-found')
    const length = part ? part.end - part.start + 1 : blob.size
    const common = { 'accept-ranges': 'bytes', etag: `"${sha256}"`, 'content-length': String(length) }
    if (!part) return { status: 200, body: bytes, headers: common }
    const contentRange = `bytes ${part.start}-${part.end}/${blob.size}`
    return { status: 206, body: bytes, headers: { ...common, 'content-range': contentRange } }
  }
}
