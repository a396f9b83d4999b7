import type { DataSummary, sharedData } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import {
  type ConsentRecord,
  type FieldId,
  fieldIds,
  fieldOfMetric,
  type MetricId,
  metric,
  metricsOfField,
  type PatientId,
} from '@nornos/health-model'
import type { SharedDataContext } from '../context.ts'
import { type ItemContent, parseItem } from '../domain/item-content.ts'
import { readerCut } from '../domain/reader-cut.ts'
import { summarizeMetric } from '../domain/summarize-metric.ts'
import { openBodies } from '../store/open-bodies.ts'
import { type MetricLookup, type ServedSummary, serveSummary } from '../store/serve-store.ts'

type FieldSummary = DataSummary['fields'][number]

/** Every field that the token opens, also without data; nothing about any other. */
export function summaryServe(ctx: SharedDataContext): Handler<typeof sharedData.summaryServe> {
  return async ({ actor, body }) => {
    if (actor.id !== 'relay') return problem('not-your-role')
    const { patientId, eventId } = body
    const served = await serveSummary(ctx.reading, body, lookups(ctx, patientId))
    if (!served) return problem('not-found')
    const contents = await contentsOf(ctx, patientId, served)
    const fields = fieldIds.flatMap((field) => summarizeField(field, served.consents, contents))
    const ends = fields.flatMap((one) => one.metrics.map((metricSummary) => metricSummary.to))
    return { status: 200, body: { eventId, dataTo: ends.toSorted().at(-1) ?? null, fields } }
  }
}

/** Of every metric that comes in samples; the database leaves those that the token does not open. */
function lookups(ctx: SharedDataContext, patientId: PatientId): readonly MetricLookup[] {
  return fieldIds.flatMap((field) =>
    metricsOfField(field)
      .filter((id) => metric(id).kind === 'sample')
      .map((id) => ({
        field,
        metric: id,
        monthTag: ctx.tags.tagOf(patientId, id, 'month'),
        dayTag: ctx.tags.tagOf(patientId, id, 'day'),
        blockTag: ctx.tags.tagOf(patientId, id, 'block'),
      })),
  )
}

async function contentsOf(
  ctx: SharedDataContext,
  patientId: PatientId,
  served: ServedSummary,
): Promise<ReadonlyMap<MetricId, readonly ItemContent[]>> {
  const contents = new Map<MetricId, ItemContent[]>()
  for (const [id, bodies] of Map.groupBy(served.bodies, (body) => body.metric)) {
    const opened = await openBodies(ctx.keys, patientId, fieldOfMetric(id), bodies)
    const parsed = await Promise.all(
      opened.map(async (bytes) => bytes && ((await parseItem('rollup', bytes)) ?? parseItem('block', bytes))),
    )
    contents.set(
      id,
      parsed.filter((content) => content !== null),
    )
  }
  return contents
}

function summarizeField(
  field: FieldId,
  consents: readonly ConsentRecord[],
  contents: ReadonlyMap<MetricId, readonly ItemContent[]>,
): FieldSummary[] {
  const cut = readerCut(consents, field)
  if (cut === null || cut.metrics.size === 0) return []
  const metrics = [...cut.metrics].flatMap((id) => summarizeMetric(id, contents.get(id) ?? [], cut) ?? [])
  return [{ field, metrics }]
}
