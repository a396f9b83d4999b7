/** Argon2id in a worker of its own. Read next: argon2id.worker.ts. */
import { type Argon2id, runArgon2idAt } from '@nornos/crypto/vault-open'
import { wrap } from 'comlink'
import { startWorker } from './start-worker.ts'

const path = '/workers/argon2id.js'

/** From now on; for the worker of the device, which is allowed to start this one other. */
export function runArgon2idApart(): void {
  allowScript(path)
  runArgon2idAt(apart)
}

/** Rejects when the worker cannot be had, as on a first visit that lost its network. */
const apart: Argon2id = async (...work) => {
  const { broken, worker } = startWorker(path, 'argon2id')
  try {
    return await Promise.race([wrap<Argon2id>(worker)(...work), broken])
  } finally {
    worker.terminate()
  }
}

/** The policy that pages have is theirs alone: a worker names what it may start itself. */
function allowScript(allowed: string): void {
  const types: unknown = Reflect.get(globalThis, 'trustedTypes')
  if (!isTrustedTypes(types)) return
  types.createPolicy('default', { createScriptURL: (text) => (text === allowed ? text : null) })
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(text: string): string | null }): unknown
}

function isTrustedTypes(types: unknown): types is TrustedTypes {
  return typeof types === 'object' && types !== null && 'createPolicy' in types
}
