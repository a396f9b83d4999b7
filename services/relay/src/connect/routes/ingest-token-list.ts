import type { connect, IngestToken } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import { millisecondsToInstant } from '@nornos/health-model'
import { patientIdOf } from '../../domain/person-of.ts'
import type { ConnectContext } from '../context.ts'
import { type IngestTokenRow, listIngestTokens } from '../store/ingest-token-store.ts'

export function ingestTokenList(ctx: ConnectContext): Handler<typeof connect.ingestTokenList> {
  return async ({ actor }) => {
    const rows = await ctx.database.asActor(actor, (tx) => listIngestTokens(tx, patientIdOf(actor)))
    return { status: 200, body: { tokens: rows.map(ingestTokenView) } }
  }
}

export function ingestTokenView({ tokenId, name, madeAt, lastUsedAt }: IngestTokenRow): IngestToken {
  return {
    ...{ tokenId, name },
    madeAt: millisecondsToInstant(madeAt.getTime()),
    lastUsedAt: lastUsedAt && millisecondsToInstant(lastUsedAt.getTime()),
  }
}
