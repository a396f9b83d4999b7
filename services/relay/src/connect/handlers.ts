/** Every operation of the contract with what answers it: a missing one is a compile error. */
import type { connect } from '@nornos/contracts'
import type { Handlers } from '@nornos/endpoint'
import type { ConnectContext } from './context.ts'
import { connectionEnd } from './routes/connection-end.ts'
import { connectionFinish } from './routes/connection-finish.ts'
import { connectionList } from './routes/connection-list.ts'
import { connectionStart } from './routes/connection-start.ts'
import { connectionSync } from './routes/connection-sync.ts'
import { ingestSend } from './routes/ingest-send.ts'
import { ingestTokenList } from './routes/ingest-token-list.ts'
import { ingestTokenMake } from './routes/ingest-token-make.ts'
import { ingestTokenRevoke } from './routes/ingest-token-revoke.ts'
import { webhookCheck } from './routes/webhook-check.ts'
import { webhookTake } from './routes/webhook-take.ts'

export function handlers(ctx: ConnectContext): Handlers<typeof connect> {
  return {
    connectionList: connectionList(ctx),
    connectionStart: connectionStart(ctx),
    connectionFinish: connectionFinish(ctx),
    connectionSync: connectionSync(ctx),
    connectionEnd: connectionEnd(ctx),
    ingestTokenList: ingestTokenList(ctx),
    ingestTokenMake: ingestTokenMake(ctx),
    ingestTokenRevoke: ingestTokenRevoke(ctx),
    ingestSend: ingestSend(ctx),
    webhookCheck: webhookCheck(ctx),
    webhookTake: webhookTake(ctx),
  }
}
