/**
 * Argon2id with a limit on how many run at once: a flood of sign-ins waits here and does not starve everything else
 * of memory and threads. An unknown address costs as much as a wrong password.
 */
import { hash, verify } from '@node-rs/argon2'
import { Unavailable } from '@nornos/service-kit'

export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** `stored` is null for an account that does not exist: the answer is false, after the same work. */
  matches(stored: string | null, password: string): Promise<boolean>
}

const runningMax = 2
const waitingMax = 200
/** 64 MiB and two passes: some 30 ms on a small machine. */
const cost = { memoryCost: 65_536, timeCost: 2, parallelism: 1 }

export async function createPasswordHasher(): Promise<PasswordHasher> {
  const nobodys = await hash(crypto.randomUUID(), cost)
  const waiting: (() => void)[] = []
  let running = 0

  async function oneOfFew<Value>(work: () => Promise<Value>): Promise<Value> {
    if (running < runningMax) running++
    else if (waiting.length < waitingMax) await new Promise<void>((resolve) => waiting.push(resolve))
    else throw new Unavailable('too many passwords are being checked')
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  return {
    hash: (password) => oneOfFew(() => hash(password.normalize('NFC'), cost)),
    matches: (stored, password) =>
      oneOfFew(async () => (await verify(stored ?? nobodys, password.normalize('NFC'))) && stored !== null),
  }
}
