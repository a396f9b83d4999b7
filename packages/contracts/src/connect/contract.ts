/** The endpoints of relay's connect process. */
import { connectionEnd } from './connection-end.ts'
import { connectionFinish } from './connection-finish.ts'
import { connectionList } from './connection-list.ts'
import { connectionStart } from './connection-start.ts'
import { connectionSync } from './connection-sync.ts'
import { ingestSend } from './ingest-send.ts'
import { ingestTokenList } from './ingest-token-list.ts'
import { ingestTokenMake } from './ingest-token-make.ts'
import { ingestTokenRevoke } from './ingest-token-revoke.ts'
import { webhookCheck } from './webhook-check.ts'
import { webhookTake } from './webhook-take.ts'

export const connect = {
  connectionList,
  connectionStart,
  connectionFinish,
  connectionSync,
  connectionEnd,
  ingestTokenList,
  ingestTokenMake,
  ingestTokenRevoke,
  ingestSend,
  webhookCheck,
  webhookTake,
} as const
