/** An `age` file (age-encryption.org/v1) around what passes: for a passphrase or for one recipient. */
import { type Bytes, ok, type Result } from '@nornos/std'
import { Encrypter } from 'age-encryption'
import type { OutgoingEnd, OutgoingProblem, OutgoingSource } from '../outgoing.ts'

export type AgeLock =
  | { readonly type: 'passphrase'; readonly passphrase: string }
  /** `age1…` */
  | { readonly type: 'recipient'; readonly recipient: string }

/** Throws for a recipient that is none. */
export function encrypterFor(lock: AgeLock): Encrypter {
  const encrypter = new Encrypter()
  if (lock.type === 'passphrase') encrypter.setPassphrase(lock.passphrase)
  else encrypter.addRecipient(lock.recipient)
  return encrypter
}

export async function* sealWithAge(source: OutgoingSource, encrypter: Encrypter): OutgoingSource {
  let outcome: Result<OutgoingEnd, OutgoingProblem> = ok({ missing: [] })
  const plain = new ReadableStream<Bytes>({
    async pull(controller) {
      const step = await source.next()
      if (!step.done) return controller.enqueue(step.value)
      outcome = step.value
      controller.close()
    },
  })
  const reader = (await encrypter.encrypt(plain)).getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read())
    yield new Uint8Array(step.value)
  return outcome
}
