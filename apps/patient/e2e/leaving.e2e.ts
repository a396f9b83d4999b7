/**
 * Goal: a person takes a backup and an export home, gets the same record back from the file after the vault was destroyed,
 * and closes the account with a receipt.
 * Method: the app as it is built, real services, Chromium; the vault is destroyed behind the app's back.
 */
import { readFile } from 'node:fs/promises'
import { VaultId } from '@nornos/health-model'
import { type TestPerson, TestPlatform } from '@nornos/platform/testing'
import { buildApp, type ServedApp, serveApp } from '@nornos/web-build'
import { expect, type Page, test } from '@playwright/test'
import { unzipSync } from 'fflate'
import { patientBuild } from '../build.ts'
import { openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { storyExport } from './story-export.ts'

let platform: TestPlatform
let served: ServedApp
test.beforeAll(async () => {
  // The build of the app may come first.
  test.setTimeout(600_000)
  platform = await TestPlatform.create()
  const { outFolder } = await buildApp(patientBuild)
  const { platformId, ports } = platform.installation
  served = await serveApp({ outFolder, port: ports.patientApp, apiUrl: platform.publicUrl, platformId })
})
test.afterAll(async () => {
  await served.close()
  await platform[Symbol.asyncDispose]()
})

test('backup, wipe, restore with the kit, the same export, and the end of the account', async ({
  browser,
}, info) => {
  test.setTimeout(900_000)
  const person = await platform.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const first = await openStoryBrowser(browser, info)
  const kit = await test.step('create a vault and import', () => fill(first, person))
  const backup = await test.step('take a backup and an export', () => takeHome(first))
  await test.step('check the backup with the kit', () => check(first, backup.file, kit))
  await test.step('the vault is destroyed', () => wipe(person))
  const second = await openStoryBrowser(browser, info)
  await test.step('restore it elsewhere', () => restore(second, person, backup.file, kit))
  await test.step('the export is the same', async () => {
    const again = await exportOf(second.page)
    for (const name of Object.keys(backup.tables)) expect(again[name], name).toEqual(backup.tables[name])
  })
  await test.step('close the account', () => close(second, person))
  for (const { violations } of [first, second]) expect(violations()).toEqual([])
})

async function fill(story: StoryBrowser, person: TestPerson): Promise<readonly string[]> {
  const { page } = story
  await withoutPicker(page)
  await page.goto(`${served.url}/create`)
  await page.getByRole('button', { name: 'I have an account' }).click()
  await signIn(page, person, 30_000)
  await page.getByText('I have written down the six words').click()
  await page.getByRole('button', { name: 'Continue to your kit' }).click()
  const items = await page.getByRole('list', { name: 'Your 24 words' }).getByRole('listitem').allInnerTexts()
  const kit = items.map((text) => text.replaceAll(/[\d\s]/g, ''))
  await page.getByRole('button', { name: 'I have my kit' }).click()
  for (const field of await page.getByRole('textbox').all()) {
    const label = await field.evaluate((input) =>
      input instanceof HTMLInputElement ? (input.labels?.[0]?.innerText ?? '') : '',
    )
    await field.fill(kit[Number(/\d+/.exec(label)?.[0]) - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Create my vault' }).click()
  await page.getByRole('link', { name: 'Import a file' }).click()
  const buffer = await storyExport()
  await choose(page, 'Choose files', { name: 'export.zip', mimeType: 'application/zip', buffer })
  const imported = page.getByRole('region', { name: 'export.zip' })
  await expect(imported).toContainText(/Imported [\d,]+ readings/, { timeout: 240_000 })
  return kit
}

async function takeHome({ look, page }: StoryBrowser) {
  await page.getByRole('link', { name: 'You', exact: true }).click()
  await page.getByRole('link', { name: 'Backup, export, leave' }).click()
  await expect(page.getByRole('main')).toContainText('Never on this device')
  await look('30-leaving')
  const file = await downloaded(page, 'Download a backup')
  await expect(page.getByRole('main')).toContainText('Your backup is complete and checked.')
  const tables = tablesOf(await downloaded(page, 'Download an export'))
  await expect(page.getByRole('main')).toContainText('Your export is complete.')
  await look('31-taken-home')
  return { file, tables }
}

async function check({ look, page }: StoryBrowser, file: Buffer, kit: readonly string[]): Promise<void> {
  await choose(page, 'Choose a backup', tar(spoilt(file)))
  await page.getByRole('textbox').first().fill(kit.join(' '))
  await page.getByRole('button', { name: 'Check it' }).click()
  await expect(page.getByRole('alert')).toContainText('This backup is damaged')
  await choose(page, 'Choose a backup', tar(file))
  await page.getByRole('button', { name: 'Check it' }).click()
  await expect(page.getByRole('main')).toContainText('is good', { timeout: 60_000 })
  await look('32-checked')
}

async function wipe({ api, id }: TestPerson): Promise<void> {
  const params = { vaultId: VaultId.parse(id) }
  const head = (await api.vaultRead({ params })).body?.head ?? ''
  expect((await api.vaultClose({ params, body: { head } })).status).toBe(200)
}

async function restore(
  story: StoryBrowser,
  person: TestPerson,
  file: Buffer,
  kit: readonly string[],
): Promise<void> {
  const { look, page } = story
  await withoutPicker(page)
  await page.goto(served.url)
  await page.getByRole('link', { name: 'Open an existing vault' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signIn(page, person, 30_000)
  await page.getByRole('link', { name: /open it from a backup file/ }).click()
  await look('33-restore')
  await choose(page, 'Choose a backup', tar(file))
  await page.getByRole('textbox').first().fill(kit.join(' '))
  await look('34-restore-kit')
  await page.getByRole('button', { name: 'Open my vault' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good', { timeout: 120_000 })
  await page.getByRole('link', { name: 'Health' }).first().click()
  await expect(page.getByRole('main')).toContainText('Heart-rate variability', { timeout: 60_000 })
  await page.getByRole('link', { name: 'You', exact: true }).click()
  await page.getByRole('link', { name: 'Backup, export, leave' }).click()
}

async function close({ look, page }: StoryBrowser, person: TestPerson): Promise<void> {
  await page.getByRole('link', { name: 'See what that means' }).click()
  await look('35-close-prove')
  // The services ask for a sign-in of the last minutes; this one is.
  await page.evaluate(() => sessionStorage.setItem('nornos-proved', String(Date.now())))
  await page.getByRole('link', { name: 'Keep my account' }).click()
  await page.getByRole('link', { name: 'See what that means' }).click()
  await expect(page.getByRole('main')).toContainText('nobody can read anything of yours now')
  await expect(page.getByRole('button', { name: 'Close my account for good' })).toBeDisabled()
  await look('36-close-confirm')
  await page.getByLabel(/To close it, type/).fill(person.email)
  await page.getByRole('button', { name: 'Close my account for good' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your vault is destroyed', {
    timeout: 60_000,
  })
  await expect(page.getByRole('main')).toContainText('Your account is closed', { timeout: 60_000 })
  await look('37-closed')
  const receipt = JSON.parse(String(await downloaded(page, 'Download the receipt')))
  expect(receipt.vaultId).toBe(person.id)
  expect((await person.api.meRead({})).status).toBe(401)
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBeLessThanOrEqual(2)
}

async function exportOf(page: Page): Promise<Readonly<Record<string, string>>> {
  return tablesOf(await downloaded(page, 'Download an export'))
}

/** What does not depend on the moment. */
function tablesOf(zip: Buffer): Readonly<Record<string, string>> {
  const wanted = Object.entries(unzipSync(zip)).filter(([name]) => /^(csv|samples|fhir|records)\//.test(name))
  return Object.fromEntries(wanted.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]))
}

async function signIn(page: Page, person: TestPerson, laterMs: number): Promise<void> {
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('One-time code').fill(person.oneTimeCode(new Date(Date.now() + laterMs)))
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** A picker of the operating system cannot be pressed by a test; without one the app downloads. */
async function withoutPicker(page: Page): Promise<void> {
  page.setDefaultTimeout(60_000)
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker')
  })
}

async function downloaded(page: Page, button: string): Promise<Buffer> {
  const saved = page.waitForEvent('download', { timeout: 120_000 })
  await page.getByRole('button', { name: button }).click()
  return readFile(await (await saved).path())
}

async function choose(
  page: Page,
  button: string,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await chooser).setFiles(file)
}

function tar(buffer: Buffer) {
  return { name: 'nornos-backup.tar', mimeType: 'application/x-tar', buffer }
}

/** One bit in the middle of the file. */
function spoilt(file: Buffer): Buffer {
  const copy = Buffer.from(file)
  const middle = Math.floor(copy.length / 2)
  copy[middle] = (copy[middle] ?? 0) ^ 1
  return copy
}
