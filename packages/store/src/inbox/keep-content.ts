/** Keeps what the person accepted, durable and queued for the vault. Doing it again changes nothing. */
import { type InboxContent, sourceIdentity, type TreatmentPlan } from '@nornos/health-model'
import { addBytes } from '../files/add-bytes.ts'
import { beginImportRun } from '../import/import-run.ts'
import { importRecords } from '../import/record-import.ts'
import { changeMutable } from '../mutable/mutable-records.ts'
import type { OpenDevice } from '../open-device.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { writeLock } from '../sync/sync-runner.ts'
import { letters } from './letters.ts'

export async function keepContent(
  device: OpenDevice,
  itemId: string,
  content: Exclude<InboxContent, { kind: 'cloud-payload' }>,
): Promise<void> {
  if (content.kind === 'treatment-plan') return keepPlan(device, content.plan)
  const { contentType, from, name, sentAt } = content.header
  await changeMutable(device, letters, itemId, {
    ...{ kind: content.kind, senderId: from.id, senderName: from.name, subject: name, sentAt, contentType },
    ...(content.kind === 'message' ? { text: content.text } : { sha256: await keepFile(device, content) }),
  })
}

/** The bytes as they were sent, among the files of the vault. Its SHA-256 in hex. */
async function keepFile(
  device: OpenDevice,
  { body, header }: Extract<InboxContent, { kind: 'document' }>,
): Promise<string> {
  const file = { name: header.name, type: header.contentType, bytes: body }
  return (await addBytes(device, file, null)).sha256
}

/** A record named by what it says: the same plan is there once, from whichever device. */
async function keepPlan(device: OpenDevice, plan: TreatmentPlan): Promise<void> {
  await device.locks.request(writeLock(device), async () => {
    const run = beginImportRun(device, () => undefined)
    try {
      await importRecords(run, [
        {
          metric: 'treatment_plan',
          source: sourceIdentity({ name: plan.author.name, manufacturer: plan.author.organization }),
          start: plan.writtenAt,
          end: null,
          zone: '',
          content: plan,
        },
      ])
      await finishDraft(device, run.draft, {
        write: run.write,
        queue: [...run.queue.values()],
        durability: 'strict',
      })
    } catch (cause) {
      await run.write.abandon()
      throw cause
    }
  })
  device.changed('data')
  device.queued()
}
