/** A part of the chain as the vault shows it, link by link: what a hash fixes needs no trust in who sends it. */
import { type Commit, parseCommit } from '@nornos/crypto/verify'
import { ok, type Result, toHex } from '@nornos/std'
import { ask, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { textToBytes } from '../vault/vault-file.ts'
import type { KnownHead } from './known-heads.ts'

/** Steps after + 1 up to `until`; null when they do not follow each other and end in its head. */
export async function readChain(
  device: OpenDevice,
  after: number,
  until: KnownHead,
): Promise<Result<readonly Commit[] | null, DeviceProblem>> {
  const steps: Commit[] = []
  while (after + steps.length < until.n) {
    const page = await pageAfter(device, after + steps.length)
    if (!page.ok) return page
    const parsed = await Promise.all(page.value.slice(0, until.n - after - steps.length).map(parseStep))
    if (parsed.length === 0) return ok(null)
    for (const step of parsed) {
      if (step === null || !follows(step, after + steps.length, steps.at(-1))) return ok(null)
      steps.push(step)
    }
  }
  const last = steps.at(-1)
  return ok(last !== undefined && toHex(last.head) === until.head ? steps : null)
}

function follows(step: Commit, n: number, before: Commit | undefined): boolean {
  if (step.number !== n + 1) return false
  return before === undefined || toHex(step.previous) === toHex(before.head)
}

async function pageAfter(
  { api, session, signal }: OpenDevice,
  n: number,
): Promise<Result<readonly string[], DeviceProblem>> {
  const params = { vaultId: session.file.vaultId }
  const page = await ask(api.commitList({ params, query: { after: String(n) }, signal }))
  if (!page.ok) return page
  return receive(Array.fromAsync(page.value.body, (line) => line.commit))
}

async function parseStep(text: string): Promise<Commit | null> {
  try {
    return await parseCommit(textToBytes(text))
  } catch {
    return null
  }
}
