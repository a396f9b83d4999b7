/**
 * Goal: nothing that lies in an archive vanishes without a word, and what is nobody's is refused.
 * Method: small archives of known and unknown entries.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { blobOf, recordingSink } from '../test/recording-sink.ts'
import { importFile } from './import-file.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const known = bytes(
  'Name,Anna\nRecorded Date,2021-01-05 10:00:00 +0000\nClassification,Sinus Rhythm\nSample Rate,512 hertz\n' +
    '\nLead,Lead I\nUnit,µV\n\n1\n2\n',
)

test('a small text of an archive that nobody knows is kept; a large or a binary one is counted as left in the file', async () => {
  const sink = recordingSink()
  const zip = zipSync({
    'ecg.csv': known,
    'notes/moods.xyz': bytes('on Monday: fine'),
    'long.xyz': bytes('z'.repeat(300_000)),
    'blob.bin': Uint8Array.of(1, 0, 2, 0xff),
  })
  const read = await importFile(blobOf(zip), sink)
  assert.ok(read.ok)
  assert.deepEqual(read.value.unknown, { '.xyz': 1 })
  assert.deepEqual(sink.rawItems, [{ type: '.xyz file', text: 'on Monday: fine' }])
  assert.deepEqual(read.value.detailsNotKept, { '.xyz file': 1, '.bin file': 1 })
})

test('a file of its own that nobody knows is refused and not kept', async () => {
  const sink = recordingSink()
  const read = await importFile(blobOf(bytes('on Monday: fine')), sink)
  assert.ok(!read.ok && read.error.type === 'UnknownFormat')
  assert.deepEqual(sink.rawItems, [])
})
