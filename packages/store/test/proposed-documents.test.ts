/**
 * Goal: a laboratory PDF is kept as it is, and of what it seems to state only what the person has confirmed is a
 * result, on every device of theirs.
 * Method: generated pages through the importer, real services, two devices.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Entry, EntryId, Instant, ZoneName } from '@nornos/health-model'
import { generateLabPage } from '@nornos/importers/generate'
import { confirmedResult } from '@nornos/importers/lab-proposals'
import { TestPlatform } from '@nornos/platform/testing'
import { present } from '@nornos/std'
import type { Device, ProposedDocument, ProposedLine } from '../src/index.ts'
import { importWhole, makeOwner, secondDevice, zone } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

const day = '2024-03-04'
const page = pageOf('blood.pdf', [
  { name: 'Ferritin', value: '41', unit: 'ng/mL', range: '30 - 400' },
  { name: 'TSH', value: '2.1', unit: 'mIU/L', range: '0.40 - 4.00' },
])

test('a page proposes its lines, and none of them is a result', async () => {
  const { device } = await makeOwner(env)
  const { documents, step } = await importWhole(device, page)
  assert.equal(step, 'done')
  const [proposed] = await device.proposedDocuments()
  assert.partialDeepStrictEqual(proposed, {
    document: { fileName: 'blood.pdf' },
    day,
    lines: [
      { name: 'Ferritin', metric: 'ferritin', value: 41, unit: 'ng/mL', low: 30, high: 400, decision: null },
      { name: 'TSH', metric: 'tsh', value: 2.1, unit: 'mIU/L', decision: null },
    ],
  })
  assert.deepEqual(documents, [{ sha256: proposed?.document.sha256, proposals: 2 }])
  const [file] = await device.files()
  assert.deepEqual([file?.fileId, file?.sha256], [proposed?.fileId, proposed?.document.sha256])
  assert.deepEqual(await device.labs(), [])
  await device.close()
})

test('what is confirmed is a result of its document, also on another device; what is rejected is none', async () => {
  const owner = await makeOwner(env)
  await importWhole(owner.device, page)
  const proposed = present((await owner.device.proposedDocuments())[0], 'it was imported')
  const [ferritin, tsh] = proposed.lines
  await confirm(owner.device, proposed, present(ferritin, 'the first line'))
  await reject(owner.device, proposed, present(tsh, 'the second line'))
  await owner.device.syncNow()
  const { device: second } = await secondDevice(env, owner)
  for (const device of [owner.device, second]) {
    const labs = await device.labs()
    assert.equal(labs.length, 1)
    assert.partialDeepStrictEqual(labs[0], { metric: 'ferritin', document: 'blood.pdf, page 1' })
    const [again] = await device.proposedDocuments()
    assert.deepEqual(
      again?.lines.map(({ decision }) => decision?.content.kind),
      ['confirmed', 'rejected'],
    )
  }
  await Promise.all([owner.device.close(), second.close()])
})

test('a word that is taken back leaves the line open, and no result', async () => {
  const { device } = await makeOwner(env)
  await importWhole(device, page)
  const proposed = present((await device.proposedDocuments())[0], 'it was imported')
  const entry = await confirm(device, proposed, present(proposed.lines[0], 'the first line'))
  assert.equal((await device.labs()).length, 1)
  assert.ok((await device.deleteEntry(entry.entryId)).ok)
  assert.deepEqual(await device.labs(), [])
  assert.equal((await device.proposedDocuments())[0]?.lines[0]?.decision, null)
  await device.close()
})

test('the same page twice is one document, and what was decided stays', async () => {
  const { device } = await makeOwner(env)
  await importWhole(device, page)
  const proposed = present((await device.proposedDocuments())[0], 'it was imported')
  await reject(device, proposed, present(proposed.lines[0], 'the first line'))
  const again = await importWhole(device, page)
  assert.equal(again.counts.added, 0)
  assert.deepEqual(again.documents, [{ sha256: proposed.document.sha256, proposals: 2 }])
  const documents = await device.proposedDocuments()
  assert.equal(documents.length, 1)
  assert.equal(documents[0]?.lines[0]?.decision?.content.kind, 'rejected')
  await device.close()
})

test('a page without results is kept and proposes nothing', async () => {
  const { device } = await makeOwner(env)
  const { documents } = await importWhole(device, pageOf('letter.pdf', []))
  assert.deepEqual(
    documents.map(({ proposals }) => proposals),
    [0],
  )
  assert.deepEqual(await device.proposedDocuments(), [])
  assert.equal((await device.files()).length, 1)
  await device.close()
})

test('a deleted file proposes nothing until it is had back; its new name is the name of its document', async () => {
  const { device } = await makeOwner(env)
  await importWhole(device, page)
  const fileId = present((await device.files())[0], 'it was imported').fileId
  await device.renameFile(fileId, 'March.pdf')
  assert.equal((await device.proposedDocuments())[0]?.document.fileName, 'March.pdf')
  await device.deleteFile(fileId)
  assert.deepEqual(await device.proposedDocuments(), [])
  await device.restoreFile(fileId)
  assert.equal((await device.proposedDocuments()).length, 1)
  await device.close()
})

function pageOf(name: string, lines: Parameters<typeof generateLabPage>[1]): File {
  return new File([generateLabPage(day, lines)], name, { type: 'application/pdf' })
}

async function confirm(device: Device, { document }: ProposedDocument, proposal: ProposedLine) {
  const place = { ...document, page: proposal.page, line: proposal.line }
  const result = present(confirmedResult(proposal, proposal, day, place), 'the line is a result')
  return save(device, { kind: 'confirmed', document: place, ...result })
}

function reject(device: Device, { document }: ProposedDocument, { line, page: at }: ProposedLine) {
  return save(device, { kind: 'rejected', document: { ...document, page: at, line } })
}

async function save(device: Device, content: Entry['content']): Promise<Entry> {
  const entry = Entry.parse({
    entryId: EntryId.parse(crypto.randomUUID()),
    at: Instant.parse(`${day}T08:00:00Z`),
    zone: ZoneName.parse(zone),
    content,
  })
  assert.ok((await device.saveEntry(entry)).ok)
  return entry
}
