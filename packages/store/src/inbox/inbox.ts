/** What screens ask about what others sent. Read next: inbox-runner.ts, letters.ts. */
import type { InboxKind, InboxSenderType, Instant, TreatmentPlan } from '@nornos/health-model'
import { millisecondsToInstant, VaultId } from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { readRecord } from '../objects/object-reader.ts'
import type { OpenDevice } from '../open-device.ts'
import { readerOf } from '../query/read-samples.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import type { InboxEntry, InboxFault } from './inbox-entry.ts'
import { type Letter, readLetters } from './letters.ts'

export interface InboxItemView {
  readonly itemId: string
  readonly senderId: string
  /** As the sender writes it; null until the item could be opened. */
  readonly senderName: string | null
  readonly senderType: InboxSenderType | null
  readonly receivedAt: Instant
  readonly sentAt: Instant | null
  /** Sealed, in bytes. */
  readonly size: number
  readonly isMuted: boolean
  /** `saving`: accepted or refused; it is gone from the inbox once the vault has answered. */
  readonly state: 'opening' | 'waiting' | 'taking-in' | 'saving' | 'unreadable'
  readonly kind: InboxKind | null
  /** The subject, or the name of the file. */
  readonly name: string | null
  readonly contentType: string | null
  readonly text: string | null
  readonly plan: TreatmentPlan | null
  readonly fault: InboxFault | null
}

export interface InboxView {
  /** The newest first. */
  readonly items: readonly InboxItemView[]
  /** How many the person is asked about, without those of muted senders. */
  readonly waiting: number
  /** When the inbox was last looked through to its end. */
  readonly checkedAt: Instant | null
  readonly problem: DeviceProblem | null
}

export type SenderRule = 'open' | 'muted' | 'blocked'

export interface InboxSenderView {
  readonly senderId: string
  readonly rule: SenderRule
}

type Done = Result<undefined, DeviceProblem>

export interface Inbox {
  inbox(): Promise<InboxView>
  /** Looks now; how it went is in `inbox`. */
  checkInbox(): Promise<void>
  acceptItem(itemId: string): Promise<Done>
  /** Refuses, or deletes what could not be opened. */
  refuseItem(itemId: string): Promise<Done>
  retryItem(itemId: string): Promise<void>
  inboxSenders(): Promise<Result<readonly InboxSenderView[], DeviceProblem>>
  setSenderRule(senderId: string, rule: SenderRule): Promise<Done>
  /** Lets one doctor send one thing, once, within a day. */
  makeInboxCode(): Promise<Result<{ readonly code: string; readonly expiresAt: Instant }, DeviceProblem>>
  /** What was kept. */
  letters(): Promise<readonly Letter[]>
  /** The newest first. */
  treatmentPlans(): Promise<readonly TreatmentPlan[]>
}

const locked = { type: 'VaultLocked' } as const

export function createInbox({ current, opened }: VaultHolder): Inbox {
  const paramsOf = ({ session }: OpenDevice) => ({ vaultId: VaultId.parse(session.file.vaultId) })
  return {
    inbox: async () => {
      const runner = opened().inbox
      const items = runner.entries().map(viewOf).toReversed()
      const at = runner.checkedAt()
      return {
        items,
        waiting: items.filter(isAsked).length,
        checkedAt: at === null ? null : millisecondsToInstant(at),
        problem: runner.problem(),
      }
    },
    checkInbox: async () => current()?.inbox.run(),
    acceptItem: async (itemId) => current()?.inbox.accept(itemId) ?? err(locked),
    refuseItem: async (itemId) => current()?.inbox.refuse(itemId) ?? err(locked),
    retryItem: async (itemId) => current()?.inbox.retry(itemId),
    inboxSenders: async () => {
      const { device } = opened()
      const reply = await ask(device.api.inboxSenderList({ params: paramsOf(device) }))
      return reply.ok ? ok(reply.value.body.senders) : reply
    },
    setSenderRule: async (senderId, rule) => {
      const { device, inbox } = opened()
      const params = { ...paramsOf(device), senderId }
      const reply = await ask(device.api.inboxSenderPut({ params, body: { rule } }))
      if (!reply.ok) return reply
      await inbox.run()
      return ok(undefined)
    },
    makeInboxCode: async () => {
      const reply = await ask(opened().device.api.inboxCodeCreate({}))
      return reply.ok ? ok(reply.value.body) : reply
    },
    letters: async () => readLetters(opened().device),
    treatmentPlans: async () => readPlans(opened().device),
  }
}

function isAsked({ isMuted, kind, state }: InboxItemView): boolean {
  return !isMuted && (state === 'unreadable' || (state === 'waiting' && kind !== 'cloud-payload'))
}

function viewOf(entry: InboxEntry): InboxItemView {
  const { fault, header, isMuted, itemId, kind, plan, receivedAt, senderId, size, text } = entry
  return {
    ...{ itemId, senderId, receivedAt, size, isMuted, kind, text, plan, fault },
    senderName: header?.from.name ?? null,
    senderType: header?.from.type ?? null,
    sentAt: header?.sentAt ?? null,
    name: header?.name ?? null,
    contentType: header?.contentType ?? null,
    state: stateOf(entry),
  }
}

function stateOf({ kind, state }: InboxEntry): InboxItemView['state'] {
  switch (state) {
    case 'new':
      return 'opening'
    case 'waiting':
      return kind === 'cloud-payload' ? 'taking-in' : 'waiting'
    case 'taken':
    case 'refused':
      return 'saving'
    case 'unreadable':
      return 'unreadable'
  }
}

async function readPlans(device: OpenDevice): Promise<readonly TreatmentPlan[]> {
  const { records } = device.catalog.metric('treatment_plan')
  const plans: TreatmentPlan[] = []
  for (const entry of records) {
    const { content } = await readRecord(device.session.vault, readerOf(device), entry)
    if (content.resourceType === 'TreatmentPlan') plans.push(content)
  }
  return plans.toSorted((left, right) => right.writtenAt.localeCompare(left.writtenAt))
}
