/**
 * A person whose vault is full before a browser opens it: files that were imported and entries that were written on
 * another device of theirs. The browser then only has to sign in and open it.
 */
import { randomUUID } from 'node:crypto'
import { Entry, GranteeId, millisecondsToInstant, PlatformId } from '@nornos/health-model'
import type { TestPerson, TestPlatform } from '@nornos/platform/testing'
import type { Result } from '@nornos/std'
import { createDevice, createMemoryStorage, type Device, type DeviceProblem, noTimers } from '@nornos/store'
import { expect, type Page } from '@playwright/test'

export interface FullVault {
  readonly person: TestPerson
  readonly words: readonly string[]
  readonly device: Device
}

export async function fillVault(
  platform: TestPlatform,
  name: string,
  files: readonly File[],
): Promise<FullVault> {
  const person = await platform.makePerson({ name, actor: 'patient' })
  const device = await createDevice({
    storage: createMemoryStorage(),
    api: person.api,
    platformId: PlatformId.parse(platform.installation.platformId),
    timers: noTimers,
    follows: false,
  })
  const { words, kitWords } = await device.makeWords()
  const vault = { vaultId: person.id, deviceName: 'Computer', words, kitWords, zone: 'Europe/Oslo' }
  done(await device.createVault(vault))
  for (const file of files) await importWhole(device, file)
  return { person, words, device }
}

/** Writes entries down, each at so many milliseconds since 1970. */
export async function writeEntries(
  device: Device,
  entries: readonly (readonly [at: number, content: unknown])[],
): Promise<void> {
  for (const [at, content] of entries) {
    const entry = { entryId: randomUUID(), at: millisecondsToInstant(at), zone: 'Europe/Oslo', content }
    done(await device.saveEntry(Entry.parse(entry)))
  }
}

/** Shares three fields for a month. */
export async function shareWith(device: Device, doctorId: string): Promise<void> {
  done(
    await device.share({
      granteeId: GranteeId.parse(doctorId),
      granteeName: 'Ingrid Solheim',
      fields: ['hrv', 'sleep', 'activity'],
      excludedFields: ['genomics', 'mental_health'],
      purpose: 'routine_checkup',
      days: 30,
      withAgents: true,
    }),
  )
}

/** Signs in in the browser and opens the vault there; Today is shown afterwards. */
export async function openVault(page: Page, url: string, { person, words }: FullVault): Promise<void> {
  await page.goto(`${url}/open`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  // The code of this moment was used when the person was made: a code works once.
  await page.getByLabel('One-time code').fill(person.oneTimeCode(new Date(Date.now() + 30_000)))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Open my vault' }).click()
  await expect(page.getByRole('link', { name: 'Health', exact: true })).toBeVisible({ timeout: 60_000 })
}

async function importWhole(device: Device, file: File): Promise<void> {
  const { importId } = done(await device.importFile(file))
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const look = async () => {
    const state = (await device.imports()).find((one) => one.importId === importId)
    if (state?.step === 'done') resolve()
    if (state?.step === 'failed' || state?.step === 'cancelled')
      reject(new Error(`${file.name}: ${state.problem?.type}`))
  }
  const stop = device.subscribe(() => void look().catch(reject))
  await look()
  await promise.finally(stop)
}

function done<Value>(result: Result<Value, DeviceProblem>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
