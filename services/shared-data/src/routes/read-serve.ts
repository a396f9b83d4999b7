import type { DataQuery, DataSeries, sharedData } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import {
  type Block,
  type BlockCut,
  DAY_MILLISECONDS,
  decodeBlock,
  type EventId,
  type FieldId,
  fieldOfMetric,
  instantToMilliseconds,
  metric,
  type PatientId,
  type RollUpItem,
  readBlockHeader,
} from '@nornos/health-model'
import type { Bytes } from '@nornos/std'
import type { SharedDataContext } from '../context.ts'
import { composeRawSeries, mayHold } from '../domain/compose-raw-series.ts'
import { composeSpanSeries } from '../domain/compose-series.ts'
import { utcMonth } from '../domain/item-content.ts'
import { cappedResolution, readerCut } from '../domain/reader-cut.ts'
import { openBodies } from '../store/open-bodies.ts'
import { type ServedRead, serveRead } from '../store/serve-store.ts'

interface ReadBody {
  readonly tokenHash: string
  readonly patientId: PatientId
  readonly eventId: EventId
  readonly field: FieldId
  readonly query: DataQuery
}

/** The database decides, writes down what it hands out, and only then are items opened, in memory, and cut. */
export function readServe(ctx: SharedDataContext): Handler<typeof sharedData.readServe> {
  return async ({ actor, body }) => {
    if (actor.id !== 'relay') return problem('not-your-role')
    const { field, query } = body
    if (fieldOfMetric(query.metric) !== field || metric(query.metric).kind !== 'sample') {
      return problem('not-found')
    }
    const served = await serve(ctx, body)
    const cut = served && readerCut(served.consents, field)
    if (!served || !cut?.metrics.has(query.metric)) return problem('not-found')
    const opened = await openBodies(ctx.keys, body.patientId, field, served.bodies)
    const items = opened.filter((bytes) => bytes !== null)
    return { status: 200, body: await compose(body, items, cut) }
  }
}

const forms = ['block', 'hour', 'day', 'month'] as const
const resolutions = ['raw', 'hour', 'day', 'month'] as const

async function serve(ctx: SharedDataContext, body: ReadBody): Promise<ServedRead | null> {
  const { patientId, field, query } = body
  return serveRead(ctx.reading, body, {
    field,
    metric: query.metric,
    tags: forms.map((form) => ctx.tags.tagOf(patientId, query.metric, form)),
    form: resolutions.indexOf(query.resolution) + 1,
    // Local days are up to a day away from the UTC month that an instant is in.
    fromMonth: utcMonth(instantToMilliseconds(query.from) - DAY_MILLISECONDS),
    untilMonth: utcMonth(instantToMilliseconds(query.to) + DAY_MILLISECONDS),
  })
}

async function compose(body: ReadBody, items: readonly Bytes[], cut: BlockCut): Promise<DataSeries> {
  const resolution = cappedResolution(body.query.resolution, cut)
  if (resolution === 'raw') return composeRawSeries(body, await blocksOf(items, body.query), cut)
  return composeSpanSeries(body, resolution, items.map(rollUpOf), cut)
}

/** Only what the range needs is inflated. */
async function blocksOf(items: readonly Bytes[], query: DataQuery): Promise<readonly Block[]> {
  const from = instantToMilliseconds(query.from)
  const until = instantToMilliseconds(query.to)
  const wanted = items.filter((bytes) => {
    const header = readBlockHeader(bytes)
    return header.ok && mayHold(header.value, from, until)
  })
  const blocks = await Promise.all(wanted.map(decodeBlock))
  return blocks.map((block) => {
    if (!block.ok) throw new Error('a stored block does not decode')
    return block.value
  })
}

/** Checked when it came in, and sealed since. */
function rollUpOf(bytes: Bytes): RollUpItem {
  return JSON.parse(new TextDecoder().decode(bytes))
}
