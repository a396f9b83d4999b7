import type { relay } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { RelayContext } from '../context.ts'
import { treatingGrantees } from '../domain/grantees-of.ts'
import { asGrantee, listLiveShares } from '../store/share-store.ts'

export function shareList(ctx: RelayContext): Handler<typeof relay.shareList> {
  return async ({ actor }) => {
    const grantees = treatingGrantees(actor.organizations).map((grantee) => grantee.id)
    const shares = await asGrantee(ctx.database, actor, grantees, (tx) => listLiveShares(tx, grantees))
    const names = await ctx.names.namesOf(shares.map(({ record }) => record.patient_id))
    return {
      status: 200,
      body: {
        shares: shares.map(({ record, fields }) => ({
          patientId: record.patient_id,
          patientName: names.get(record.patient_id) ?? '',
          consentId: record.consent_id,
          purpose: record.purpose,
          fields: [...fields],
          validFrom: record.valid_from,
          validUntil: record.valid_until,
        })),
      },
    }
  }
}
