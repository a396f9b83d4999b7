import type { sharedData } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { SharedDataContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import * as events from '../events.ts'
import { lockPatient } from '../store/clock-store.ts'
import { deleteItems } from '../store/item-store.ts'

/** What is not there is gone already. */
export function itemDelete(ctx: SharedDataContext): Handler<typeof sharedData.itemDelete> {
  return async ({ actor, body: { itemIds } }) => {
    const patientId = patientIdOf(actor)
    const gone = await ctx.writing.asActor(actor, async (tx) => {
      await lockPatient(tx, patientId)
      return deleteItems(tx, patientId, itemIds)
    })
    events.itemsTakenBack(gone)
    return { status: 204 }
  }
}
