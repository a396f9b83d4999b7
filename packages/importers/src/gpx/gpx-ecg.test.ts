/** Goal: the side files of an Apple Health export are read wherever they lie. Method: an archive with one of each. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import { zipSync } from 'fflate'
import { blobOf, bytesOf, recordingSink } from '../../test/recording-sink.ts'
import { generateAppleExport } from '../generate/apple-export.ts'
import { importFile } from '../import-file.ts'

const encoder = new TextEncoder()
const point = (second: number) =>
  `<trkpt lon="18.0${second}" lat="59.3"><ele>24.5</ele><time>2026-01-09T08:00:0${second}Z</time><extensions><speed>2.7</speed></extensions></trkpt>`
const route = `<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>${point(0)}${point(1)}${point(2)}</trkseg></trk></gpx>`
const ecg = `Namn,Sam\nFödelsedatum,29 feb. 1984\nInspelningsdatum,2026-01-09 08:00:00 +0100\nKlassificering,Sinusrytm\nEnhet,"Watch7,4"\nSamplingsfrekvens,512 hertz\n\n\nAvledning,Avledning I\nEnhet,µV\n\n${Array.from({ length: 512 }, (_, at) => `${at % 7},5`).join('\n')}\n`

test('routes and electrocardiograms of an archive become records, with the decimal sign of the place', async () => {
  const sink = recordingSink()
  const zip = zipSync({
    'a/workout-routes/route.gpx': encoder.encode(route),
    'a/electrocardiograms/ecg.csv': encoder.encode(ecg),
    'a/导出.xml': bytesOf(generateAppleExport({ days: 1 }).text),
  })
  const result = await importFile(blobOf(zip), sink)
  assert.ok(result.ok)
  assert.deepEqual(result.value.partial, [])
  const recordId = recordIdOfHash(new Uint8Array(32))
  for (const record of sink.records) HealthRecord.parse({ recordId, ...record })
  const track = sink.records.find(({ metric }) => metric === 'workout_route')?.content
  assert.ok(track?.resourceType === 'Track')
  assert.deepEqual(
    [track.offsets, track.longitudes],
    [
      [0, 1000, 2000],
      [18, 18.01, 18.02],
    ],
  )
  const waveform = sink.records.find(({ metric }) => metric === 'ecg_waveform')
  assert.ok(waveform?.content.resourceType === 'Observation')
  assert.equal(waveform.start, '2026-01-09T07:00:00Z')
  assert.equal(waveform.end, '2026-01-09T07:00:01Z')
  assert.match(waveform.content.valueSampledData?.data ?? '', /^5 15 25 35 45 55 65 5 /)
  assert.equal(sink.of('ecg_classification')[0]?.value, 1)
})

test('a voltage that no heart has is one that cannot be told, and the others stay', async () => {
  const sink = recordingSink()
  const result = await importFile(blobOf(ecg.replace('\n3,5\n', `\n${'9'.repeat(30)}\n`)), sink)
  assert.ok(result.ok)
  const content = sink.records[0]?.content
  assert.ok(content?.resourceType === 'Observation')
  HealthRecord.parse({ recordId: recordIdOfHash(new Uint8Array(32)), ...sink.records[0] })
  assert.match(content.valueSampledData?.data ?? '', /^5 15 25 E 45 55 /)
})

test('a route that ends too early gives its points and says so', async () => {
  const sink = recordingSink()
  const result = await importFile(blobOf(route.slice(0, -60)), sink)
  assert.ok(result.ok && result.value.partial.length === 1)
  assert.equal(sink.records.length, 1)
})

test('a point of another age or off the globe is left out and said', async () => {
  const point = (latitude: string, time: string) =>
    `<trkpt lat="${latitude}" lon="18.1"><time>${time}</time></trkpt>`
  const sink = recordingSink()
  const result = await importFile(
    blobOf(
      `<gpx><trk><trkseg>${point('59.3', '2024-07-01T08:00:00Z')}${point('591', '2024-07-01T08:00:01Z')}${point('59.3', '9924-07-01T08:00:00Z')}${point('59.3', '0004-07-01T08:00:00Z')}</trkseg></trk></gpx>`,
    ),
    sink,
  )
  assert.ok(result.ok)
  const content = sink.records[0]?.content
  assert.ok(content?.resourceType === 'Track')
  assert.deepEqual(content.offsets, [0])
  assert.deepEqual(
    result.value.skipped.map(({ reason, count }) => [reason, count]),
    [
      ['bad-value', 1],
      ['bad-date', 2],
    ],
  )
})
