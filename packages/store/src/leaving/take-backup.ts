/**
 * A complete backup of the vault, checked while it passes: every name is the hash of its bytes, the leaves make the
 * root of the last commit, and the root key of this very vault has signed for it. What does not check out is said at
 * the end, when the whole file is there. `specs/vault-commit.md` §6.
 */
import { type Backup, type BackupReport, readBackup } from '@nornos/crypto/backup'
import { millisecondsToInstant } from '@nornos/health-model'
import { type Bytes, equalBytes, err, ok, type Result } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { OpenDevice } from '../open-device.ts'
import { readLastSeen } from '../sync/last-seen.ts'
import { rosterOf } from '../vault/session.ts'
import { keepLeavingNote } from './leaving-notes.ts'
import type { OutgoingEnd, OutgoingProblem, OutgoingSource } from './outgoing.ts'

export interface TakenBackup {
  readonly open: (signal: AbortSignal) => OutgoingSource
  /** Of the bytes that the vault's objects have; more than that is not known before the end. */
  readonly share: () => number | null
}

export function takeBackup(device: OpenDevice): TakenBackup {
  const expected = [...device.leaves.all()].reduce((sum, { size }) => sum + size, 0)
  let passed = 0
  async function* open(signal: AbortSignal): OutgoingSource {
    const { api, session } = device
    const params = { vaultId: session.file.vaultId }
    const reply = await ask(api.backupRead({ params, signal: AbortSignal.any([signal, device.signal]) }))
    if (!reply.ok) return reply
    const checker = startChecker()
    const reader = reply.value.body.body?.getReader()
    for (;;) {
      const step = await readStep(reader)
      if (!step.ok) return step
      if (step.value === null) break
      passed += step.value.length
      await checker.feed(step.value)
      yield step.value
    }
    return judge(device, await checker.finish())
  }
  return { open, share: () => (expected > 0 ? Math.min(1, passed / expected) : null) }
}

async function readStep(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<Result<Bytes | null, OutgoingProblem>> {
  try {
    const step = await reader?.read()
    return ok(step?.value === undefined ? null : new Uint8Array(step.value))
  } catch {
    return err({ type: 'Offline' })
  }
}

interface Checker {
  feed(bytes: Bytes): Promise<void>
  finish(): Promise<BackupReport>
}

/** Reads along, never further ahead than one piece. */
function startChecker(): Checker {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const report = readBackup(readable)
  // A reader that has seen enough takes no more; its report says why.
  let isListening = true
  const stop = () => {
    isListening = false
  }
  return {
    async feed(bytes) {
      if (isListening) await writer.write(bytes).catch(stop)
    },
    async finish() {
      if (isListening) await writer.close().catch(stop)
      return report
    },
  }
}

async function judge(
  device: OpenDevice,
  { backup, bytes, faults }: BackupReport,
): Promise<Result<OutgoingEnd, OutgoingProblem>> {
  if (backup === null) return err({ type: 'BackupFaulty', faults })
  const problem = await problemOf(device, backup)
  if (problem !== null) return err(problem)
  const at = millisecondsToInstant(device.clock.now().getTime())
  await keepLeavingNote(device, {
    backup: { at, n: backup.head.number, objects: backup.leaves.length, bytes },
  })
  return ok({ missing: [] })
}

async function problemOf(device: OpenDevice, { head, rosters }: Backup): Promise<OutgoingProblem | null> {
  const { rootPublicKey } = rosterOf(device.session)
  const isOurs = rosters.every((roster) => equalBytes(roster.rootPublicKey, rootPublicKey))
  if (head.vaultId !== device.session.file.vaultId || !isOurs) return { type: 'BackupOfAnother' }
  const seen = await readLastSeen(device.boxes)
  return head.number < seen.n ? { type: 'BackupBehind', n: head.number, seen: seen.n } : null
}
