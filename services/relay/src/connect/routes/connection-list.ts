import type { Connection, connect } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import { millisecondsToInstant } from '@nornos/health-model'
import { patientIdOf } from '../../domain/person-of.ts'
import type { ConnectContext } from '../context.ts'
import { type ConnectionRow, listConnections } from '../store/connection-store.ts'
import { siteOf } from '../vendor-sites.ts'
import { cloudVendors } from '../vendors/vendors.ts'

export function connectionList(ctx: ConnectContext): Handler<typeof connect.connectionList> {
  return async ({ actor }) => {
    const rows = await ctx.database.asActor(actor, (tx) =>
      listConnections(tx, patientIdOf(actor), ctx.clock.now()),
    )
    const { otherServersClientId, recordServers } = ctx.registrations
    return {
      status: 200,
      body: {
        vendors: cloudVendors.map((vendor) => ({
          vendor: vendor.id,
          name: vendor.name,
          brings: [...vendor.brings],
          isSetUp: siteOf(ctx, vendor) !== null,
        })),
        connections: rows.map((row) => connectionView(row, row.isSyncing)),
        recordServers: recordServers.map(({ name, serverUrl }) => ({ name, serverUrl })),
        takesOtherServers: otherServersClientId !== undefined,
      },
    }
  }
}

export function connectionView(row: ConnectionRow, isSyncing: boolean): Connection {
  const { connectionId, vendor, name, serverUrl, state, trouble, startedAt, lastSuccessAt, nextAt } = row
  return {
    ...{ connectionId, vendor, name, serverUrl, state, isSyncing, trouble },
    startedAt: millisecondsToInstant(startedAt.getTime()),
    lastSuccessAt: lastSuccessAt && millisecondsToInstant(lastSuccessAt.getTime()),
    nextSyncAt: state === 'connected' ? millisecondsToInstant(nextAt.getTime()) : null,
  }
}
