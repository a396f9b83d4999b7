/**
 * Taking something in that relay lets a sender deliver. Every refusal is the same: a sender learns nothing of a patient.
 * Only relay's own services are told when it is merely full.
 */
import type { vault } from '@nornos/contracts'
import { CryptoError, parseInboxItem } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import { discardBody, type InboxPermit, Unavailable, verifyInboxPermit } from '@nornos/service-kit'
import { type Bytes, fromHex, present } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { isService } from '../domain/sender-limits.ts'
import * as events from '../events.ts'
import { announceChange } from '../store/announce-change.ts'
import { announceItem, keepItem } from '../store/inbox-store.ts'
import { isVault } from '../store/vault-store.ts'

export function inboxPut(ctx: VaultContext): Handler<typeof vault.inboxPut> {
  return async ({ params: { vaultId }, body, headers }) => {
    const permit = await permitOf(ctx, headers, vaultId)
    if (!permit) return refuse(body)
    const { itemId, sender: senderId, sha256, size } = permit
    const hash = present(fromHex(sha256), 'a permit has hex alone')
    const deliverer = { type: 'service', id: vaultId } as const
    const answer = await ctx.db.asActor(deliverer, async (tx) => {
      if (!(await isVault(tx, vaultId))) return 'refused'
      return announceItem(tx, { vaultId, itemId, senderId, hash, size })
    })
    if (answer !== 'send') return replyWithout(body, answer, senderId)
    const bytes = await readItem(body, size)
    if (!bytes || !isItem(bytes, vaultId, itemId)) return problem('not-found')
    if ((await ctx.inbox.put(vaultId, sha256, new Blob([bytes]).stream())) === null)
      return problem('not-found')
    const isKept = await ctx.db.asActor(deliverer, async (tx) => {
      await announceChange(tx, vaultId)
      return keepItem(tx, vaultId, itemId)
    })
    if (!isKept) throw new Unavailable('the item was collected while it arrived')
    events.itemDelivered(size)
    return { status: 201 }
  }
}

/** Null unless it is for this vault and for as many bytes as are announced. */
async function permitOf(ctx: VaultContext, headers: Headers, vaultId: string): Promise<InboxPermit | null> {
  const permit = await verifyInboxPermit(headers.get('authorization'), ctx.relayKey, ctx.clock.now())
  if (permit?.sub !== vaultId) return null
  const announced = headers.get('content-length')
  return announced === null || Number(announced) === permit.size ? permit : null
}

async function refuse(body: ReadableStream<Bytes>) {
  await discardBody(body)
  return problem('not-found')
}

/** To what is not taken in now: it was before, there is no room, or nobody is told why. */
async function replyWithout(
  body: ReadableStream<Bytes>,
  answer: 'there' | 'full' | 'refused',
  senderId: string,
) {
  await discardBody(body)
  if (answer === 'there') return { status: 201 } as const
  return answer === 'full' && isService(senderId) ? problem('inbox-full') : problem('not-found')
}

/** Null when there are more or fewer bytes than attested. */
async function readItem(body: ReadableStream<Bytes>, size: number): Promise<Bytes | null> {
  const bytes = new Uint8Array(size)
  let filled = 0
  for await (const chunk of body) {
    if (filled + chunk.length > size) return null
    bytes.set(chunk, filled)
    filled += chunk.length
  }
  return filled === size ? bytes : null
}

function isItem(bytes: Bytes, vaultId: string, itemId: string): boolean {
  try {
    const item = parseInboxItem(bytes)
    return item.vaultId === vaultId && item.itemId === itemId
  } catch (cause) {
    if (cause instanceof CryptoError) return false
    throw cause
  }
}
