/**
 * What an open device shows to let another one in: six words that open the vault for some minutes, and how far the vault
 * has come, so that nobody can show the new device an older one. `specs/key-hierarchy.md` §11.
 */
import { VaultId } from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { KnownHead } from '../sync/known-heads.ts'

export interface DeviceCode {
  readonly vaultId: VaultId
  readonly known: KnownHead
  /** Milliseconds since 1970. */
  readonly until: number
  readonly words: readonly string[]
}

const mark = 'nornos-device/1'
const shape =
  /^nornos-device\/1 (?<vaultId>[0-9a-f-]{36}) (?<n>[1-9]\d{0,14}) (?<head>[0-9a-f]{64}) (?<until>\d{13}) (?<words>[a-z-]+(?: [a-z-]+){5})$/

export function deviceCodeText({ known, until, vaultId, words }: DeviceCode): string {
  return [mark, vaultId, known.n, known.head, until, ...words].join(' ')
}

/** Null: not such a text. Typed words are none. */
export function parseDeviceCode(text: string): DeviceCode | null {
  const { head = '', n = '', until = '', vaultId = '', words = '' } = shape.exec(text.trim())?.groups ?? {}
  const id = VaultId.safeParse(vaultId)
  if (!id.success) return null
  return { vaultId: id.data, known: { n: Number(n), head }, until: Number(until), words: words.split(' ') }
}

/** The words that were typed or scanned, and the head that was scanned: null after typing. */
export function readDeviceCode(
  typed: string,
  vaultId: VaultId,
  now: Date,
): Result<{ readonly words: string; readonly known: KnownHead | null }, DeviceProblem> {
  const code = parseDeviceCode(typed)
  if (code === null) return ok({ words: typed, known: null })
  if (code.vaultId !== vaultId) return err({ type: 'CodeOfAnotherVault' })
  if (now.getTime() >= code.until) return err({ type: 'CodeOver' })
  return ok({ words: code.words.join(' '), known: code.known })
}
