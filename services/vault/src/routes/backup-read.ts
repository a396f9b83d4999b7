/** The whole vault as one tar, streamed: nothing is held but the list of objects. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { Unavailable } from '@nornos/service-kit'
import type { VaultContext } from '../context.ts'
import { streamPieces } from '../domain/stream-pieces.ts'
import { writeBackup } from '../domain/write-backup.ts'
import * as events from '../events.ts'
import { readSnapshot } from '../store/backup-store.ts'

export function backupRead(ctx: VaultContext): Handler<typeof vault.backupRead> {
  return async ({ actor, params: { vaultId } }) => {
    const snapshot = await ctx.db.serializable(actor, (tx) => readSnapshot(tx, vaultId))
    if (!snapshot) return problem('not-found')
    events.backupStarted(snapshot.leaves.length)
    // What is deleted while the archive is written stays readable for its days of grace.
    const archive = writeBackup(snapshot, ctx.clock.now(), async (sha256) => {
      const bytes = await ctx.blobs.get(vaultId, sha256)
      if (!bytes) throw new Unavailable('a blob that a commit names is not there')
      return bytes
    })
    const headers = { 'content-type': 'application/x-tar' }
    return { status: 200, body: streamPieces(archive), headers }
  }
}
