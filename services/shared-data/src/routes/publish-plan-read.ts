import type { PublishPlan, sharedData } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import { type BlockCut, fieldIds, liveCuts, millisecondsToInstant } from '@nornos/health-model'
import type { SharedDataContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { readClock } from '../store/clock-store.ts'
import { listGrants } from '../store/grant-store.ts'
import { listVersions } from '../store/item-store.ts'

type PlannedField = PublishPlan['fields'][number]

export function publishPlanRead(ctx: SharedDataContext): Handler<typeof sharedData.publishPlanRead> {
  return async ({ actor }) => {
    const patientId = patientIdOf(actor)
    const fields = await ctx.writing.asActor(actor, async (tx) => {
      const states = (await listGrants(tx, patientId)).map((grant) => grant.state)
      const cuts = liveCuts(states, await readClock(tx))
      const planned: PlannedField[] = []
      for (const field of fieldIds) {
        const own = cuts.get(field)
        if (own === undefined) continue
        const items = await listVersions(tx, patientId, field)
        planned.push({
          field,
          cuts: own.map(cutOnWire),
          items: items.map(({ itemId, version }) => ({ itemId, version })),
        })
      }
      return planned
    })
    return { status: 200, body: { fields } }
  }
}

function cutOnWire({ metrics, dataSince, resolution }: BlockCut): PlannedField['cuts'][number] {
  return {
    metrics: [...metrics],
    dataSince: dataSince === null ? null : millisecondsToInstant(dataSince),
    resolution,
  }
}
