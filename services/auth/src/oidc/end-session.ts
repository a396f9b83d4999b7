/** Ending a session: its cookie, its refresh tokens and its grants go, and every gateway hears of it within a second. */
import type { AuthContext } from '../context.ts'
import * as events from '../events.ts'
import { machinery } from '../store/machinery.ts'
import { deleteRecord, deleteRecordsOfSession, findRecordByUid } from '../store/oidc-record-store.ts'
import { endSessionRow } from '../store/session-store.ts'

/** `sessionId` is the `sid` of a session token. A repetition changes nothing. */
export async function endSession(
  ctx: Pick<AuthContext, 'db' | 'keys' | 'clock'>,
  sessionId: string,
): Promise<void> {
  await ctx.db.asActor(machinery, async (tx) => {
    const session = await findRecordByUid(tx, ctx.keys.records, 'Session', sessionId)
    for (const { grantId } of Object.values(session?.authorizations ?? {})) {
      if (grantId) await deleteRecord(tx, { kind: 'Grant', id: grantId })
    }
    await deleteRecordsOfSession(tx, sessionId)
    await endSessionRow(tx, sessionId, ctx.clock.now())
  })
  events.sessionEnded()
}
