/**
 * Goal: importing a file twice is importing it once, whatever the source.
 * Method: one file of each kind through the collector into blocks by day, merged, and again; both times the same blocks,
 * and the same records and documents by what tells two of them apart.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { type Block, DeviceId, recordIdentityInput, SourceId, sourceIdInput } from '@nornos/health-model'
import { blobOf } from '../test/recording-sink.ts'
import { timedFiles } from '../test/timed-files.ts'
import { createBlockCollector } from './collect/block-collector.ts'
import { mergeBlocks } from './collect/merge-blocks.ts'
import { fitFile } from './generate/fit-file.ts'
import { wholeFiles } from './generate/whole-files.ts'
import { importFile } from './import-file.ts'

const device = DeviceId.parse('9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')
const SECONDS = 1_000_000_000

const files: Readonly<Record<string, string | Uint8Array>> = {
  fit: fitFile([
    { message: 0, fields: [[1, 132, 1]] },
    {
      message: 20,
      fields: [
        [253, 134, SECONDS],
        [3, 2, 120],
      ],
    },
  ]),
  libreview:
    'x\nDevice,Serial Number,Device Timestamp,Record Type,Historic Glucose mg/dL,Scan Glucose mg/dL\nLibre,A,01-07-2024 08:00,0,103,\nLibre,A,01-07-2024 08:15,0,104,\n',
  samsung:
    'com.samsung.health.weight,7,7\nstart_time,weight,body_fat\n2024-07-01 08:00:00.000,71.5,20,\n2024-07-02 08:00:00.000,71.2,20,\n',
  dexcom:
    'Index,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,Source Device ID,Glucose Value (mg/dL)\n2,2024-07-01T08:00:00,EGV,,,,G6,103\n',
  ingest:
    '{"format":"nornos-ingest/1","source":{"name":"A"},"samples":[{"metric":"weight","start":"2024-07-01T08:00:00Z","value":70},{"metric":"weight","start":"2024-07-01T08:00:00Z","value":70}],"workouts":[{"activity":"rowing","start":"2024-07-01T08:00:00Z","end":"2024-07-01T08:30:00Z"}]}',
  'health-auto-export':
    '{"data":{"metrics":[{"name":"step_count","units":"count","data":[{"date":"2024-07-01 10:00:00 +0200","qty":120}]}]}}',
  polar:
    '{"deviceDays":[{"date":"2024-07-01","samples":[{"heartRate":60,"secondsFromDayStart":5},{"heartRate":61,"secondsFromDayStart":10}]}]}',
  nightscout: '[{"sgv":107,"type":"sgv","date":1729900800000}]',
  fitbit: '[{"dateTime":"07/01/24 12:00:05","value":{"bpm":61,"confidence":2}}]',
  'google-health':
    '{"dataPoints":[{"dataSource":{"platform":"FITBIT"},"heartRate":{"sampleTime":{"physicalTime":"2024-07-01T10:00:05Z","utcOffset":"7200s"},"beatsPerMinute":"61"}}]}',
  tcx: '<TrainingCenterDatabase><Activities><Activity Sport="Running"><Lap StartTime="2024-07-01T08:00:00Z"><TotalTimeSeconds>600</TotalTimeSeconds><DistanceMeters>1800</DistanceMeters></Lap></Activity></Activities></TrainingCenterDatabase>',
  'google-fit-days': 'Date,Move Minutes count,Step count\n2024-07-02,42,5321\n2024-07-03,40,5000\n',
  'whoop-sleeps':
    'Cycle start time,Cycle end time,Cycle timezone,Sleep onset,Wake onset,Asleep duration (min),Nap\n2024-07-01 23:00:00,,UTC+02:00,2024-07-02 14:00:00,2024-07-02 14:40:00,36,true\n',
  'garmin-archive':
    '[{"calendarDate":"2024-07-02","metrics":[{"type":"HRV","value":62,"baselineLowerLimit":48,"baselineUpperLimit":71}]}]',
  'withings-table':
    'Date,"Weight (kg)","Fat mass (kg)",Comments\n"2024-07-01 08:00:00",71.5,14.3,\n"2024-07-02 08:00:00",71.2,,\n',
  'fitbit-exercise':
    '[{"logId":1,"activityName":"Walk","startTime":"07/01/24 12:00:05","duration":600000,"calories":40}]',
  'fitbit-table':
    'timestamp,steps,data source\n2024-07-02T08:00:00Z,34,Charge 6\n2024-07-02T08:00:00Z,30,Phone\n',
}

const night = { from: '2024-07-01T23:30:00+02:00', to: '2024-07-02T06:30:00+02:00', zone: 'Europe/Stockholm' }
const timed = timedFiles.map(({ name, make }) => [name, make(night)] as const)

interface Store {
  readonly days: Map<string, readonly Block[]>
  readonly records: Set<string>
  readonly documents: Set<string>
  added: number
}

async function importInto(store: Store, file: string | Uint8Array): Promise<void> {
  const collector = createBlockCollector({
    device,
    told: 0,
    sourceId: async (source) =>
      SourceId.parse(createHash('sha256').update(sourceIdInput(source)).digest('hex').slice(0, 32)),
    async blocks(blocks) {
      for (const [day, parts] of Map.groupBy(blocks, ({ key }) =>
        JSON.stringify([key.metric, key.source, key.day]),
      )) {
        const merged = mergeBlocks(store.days.get(day) ?? [], parts)
        store.days.set(day, merged.blocks)
        store.added += merged.added
      }
    },
    async records(records) {
      for (const record of records) store.records.add(JSON.stringify(recordIdentityInput(record)))
    },
    raw: async () => undefined,
    async documents(documents) {
      // A vault tells files apart by their bytes, which are the same; what is said of them must be too.
      for (const document of documents) store.documents.add(JSON.stringify(document))
    },
  })
  assert.ok((await importFile(blobOf(file), collector)).ok)
  await collector.finish()
}

function everything({ days, records, documents, added }: Store) {
  return structuredClone({ days, records, documents, added })
}

for (const [name, file] of [...Object.entries(files), ...Object.entries(wholeFiles), ...timed]) {
  test(`${name}: the second time adds nothing`, async () => {
    const store: Store = { days: new Map(), records: new Set(), documents: new Set(), added: 0 }
    await importInto(store, file)
    const once = everything(store)
    assert.ok(once.added + once.records.size + once.documents.size > 0)
    await importInto(store, file)
    assert.deepEqual(everything(store), once)
  })
}
