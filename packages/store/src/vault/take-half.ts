/** The contact's page and auth's half, put together: what opens the vault after the wait. */
import { checkKitWords, type Opener } from '@nornos/crypto/vault-open'
import { err, fromBase64Url, ok, present, type Result } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { DeviceParts } from '../open-device.ts'
import { parseContactPage } from '../openers/contact-page-text.ts'
import { problemOfWords } from './typed-words.ts'

/** What is wrong with the page, and a wait that is not over, are said before the half is asked for: its giving is mailed. */
export async function takeHalf(
  { api, clock }: Pick<DeviceParts, 'api' | 'clock'>,
  typed: string,
): Promise<Result<Opener, DeviceProblem>> {
  const page = parseContactPage(typed)
  const contactHalf = await checkKitWords(page?.words.join(' ') ?? typed)
  if (!contactHalf.ok) return err(problemOfWords(contactHalf.error))
  const read = await ask(api.recoveryRead({}))
  if (!read.ok) return read
  const { request } = read.value.body
  if (request === null) return err({ type: 'RecoveryNotAsked' })
  if (page !== null && page.slotId !== request.slotId) return err({ type: 'PageOfAnother' })
  const { readyAt } = request
  if (clock.now().getTime() < Date.parse(readyAt)) return err({ type: 'RecoveryEarly', readyAt })
  const taken = await ask(api.recoveryHalfTake({}))
  if (!taken.ok) {
    if (isRefusal(taken.error, 'recovery-early')) return err({ type: 'RecoveryEarly', readyAt })
    return isRefusal(taken.error, 'recovery-not-asked') ? err({ type: 'RecoveryNotAsked' }) : taken
  }
  const serverHalf = present(fromBase64Url(taken.value.body.half), 'the contract says base64url')
  return ok({ kind: 'contact', contactHalf: contactHalf.value, serverHalf })
}
