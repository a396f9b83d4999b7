/**
 * Goal: a person whose words may be known renews the keys and has everything sealed anew, also when the tab is closed in
 * the middle; and when whoever runs the service puts the vault back from a backup, they are asked once and lose nothing.
 * Method: the app as it is built, real services; requests are held back to stop the work at a known place; another
 * device of the same person follows; the vault is put back by its own backup.
 */
import { readFile } from 'node:fs/promises'
import { PlatformId, VaultId } from '@nornos/health-model'
import type { TestPerson } from '@nornos/platform/testing'
import { createDevice, createMemoryStorage, type Device, noTimers } from '@nornos/store'
import { type Browser, expect, type Page, type TestInfo } from '@playwright/test'
import { type StoryApp, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { storyExport } from './story-export.ts'
import { signInAgain } from './story-sign-in.ts'
import { type ChosenFile, chooseFiles, createVault, openSyncDetail } from './story-vault.ts'

test.describe.configure({ timeout: 900_000 })

const letter = textFile('letter.txt', 'Dear Astrid')
const answer = textFile('answer.txt', 'Dear doctor')

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('keys are renewed, and what is older is sealed anew over a closed tab', async ({ browser }, info) => {
  const { person, story, words } = await begin(browser, info, importMonth)
  const phone = await join(person, words)
  await openKeys(story)
  const { page } = story
  await page.getByRole('button', { name: 'Renew the keys' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Renew the keys' }).click()
  const card = page.getByRole('region', { name: 'Renew the keys' })
  await expect(card).toContainText('still under an older key')
  await lookEverywhere(story, 'renew-left')
  const before = await leftIn(card)

  // No commit arrives any more; the tab goes away while the first one with something sealed anew is on its way.
  let held = 0
  await page.route('**/v1/vaults/*/commits', () => void held++)
  await card.getByRole('button', { name: 'Seal older data anew' }).click()
  await expect(card.getByRole('progressbar', { name: 'Sealing older data anew' })).toBeVisible()
  await expect.poll(() => held, { timeout: 120_000 }).toBeGreaterThan(0)
  await page.reload()
  await page.unroute('**/v1/vaults/*/commits')
  await unlock(page, words)
  await openKeys(story)
  const left = await leftIn(card)
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(before)
  await card.getByRole('button', { name: 'Seal older data anew' }).click()
  await expect(card).not.toContainText('still under an older key', { timeout: 240_000 })
  await expect(card.getByRole('progressbar')).toHaveCount(0)
  await hasFile(page, letter)

  expect(await phone.syncNow()).toBe(undefined)
  expect(await phone.syncState()).toMatchObject({ state: 'saved' })
  const [file] = await phone.files()
  const read = await phone.readFile(file?.fileId ?? '')
  expect(read.ok && (await read.value.text())).toBe('Dear Astrid')
  await phone.close()
  expect(story.violations()).toEqual([])
})

test('a vault that was put back from a backup asks once, and takes what is newer', async ({
  browser,
}, info) => {
  const { person, story } = await begin(browser, info)
  const { page } = story
  const params = { vaultId: VaultId.parse(person.id) }
  const backup = await (await person.api.backupRead({ params })).body?.bytes()
  await addFile(page, answer, 2)
  await openSyncDetail(page)
  const head = (await person.api.vaultRead({ params })).body?.head ?? ''
  const closed = await person.api.vaultClose({ params, body: { head, word: 'A'.repeat(22) } })
  expect(closed.status).toBe(200)
  const restored = await person.api.vaultRestore({ params, query: {}, body: backup ?? new Uint8Array() })
  expect(restored.status).toBe(201)

  await page.getByRole('button', { name: 'Sync now' }).click()
  const alarm = page.getByRole('region', { name: 'Your vault needs attention' })
  await expect(alarm.getByRole('alert')).toContainText('has put your vault back from a backup')
  await lookEverywhere(story, 'restored-question')
  await hasFile(page, answer)
  await openSyncDetail(page)
  await alarm.getByRole('button', { name: 'Go on with it' }).click()
  await expect(alarm).toHaveCount(0, { timeout: 120_000 })
  const told = page.getByRole('region', { name: 'Put back from a backup' })
  await expect(told).toContainText(/\d+ changes? of this device (was|were) sent again/)
  await lookEverywhere(story, 'restored-done')
  await expect(page.getByRole('main')).toContainText('Saved to your vault')
  for (const file of [letter, answer]) await hasFile(page, file)
  await openSyncDetail(page)
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect(page.getByRole('main')).toContainText('Saved to your vault')
  await expect(alarm).toHaveCount(0)
  expect(story.violations()).toEqual([])
})

/** A person with an open vault in which there is a letter; `first` happens on the screen that imports. */
async function begin(
  browser: Browser,
  info: TestInfo,
  first: (page: Page) => Promise<void> = async () => undefined,
) {
  const person = await app.platform.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const story = await openStoryBrowser(browser, info)
  const { page } = story
  page.setDefaultTimeout(60_000)
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  await page.goto(`${app.url}/create`)
  await page.getByRole('button', { name: 'I have an account' }).click()
  await signInAgain(page, person)
  const { words } = await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await first(page)
  await addFile(page, letter, 1)
  return { person, story, words }
}

async function addFile(page: Page, file: ChosenFile, count: number): Promise<void> {
  await openFiles(page)
  await chooseFiles(page, [file])
  const files = page.getByRole('region', { name: 'Your files' })
  await expect(files.getByText('In your vault')).toHaveCount(count, { timeout: 120_000 })
}

async function importMonth(page: Page): Promise<void> {
  const buffer = await storyExport(20)
  await chooseFiles(page, [{ name: 'export.zip', mimeType: 'application/zip', buffer }])
  const imported = page.getByRole('region', { name: 'export.zip' })
  await expect(imported).toContainText(/Imported [\d,]+ readings/, { timeout: 240_000 })
}

/** Another device of the same person, without a screen. */
async function join({ api, id }: TestPerson, words: readonly string[]): Promise<Device> {
  const device = await createDevice({
    api,
    platformId: PlatformId.parse(app.platform.installation.platformId),
    storage: createMemoryStorage(),
    timers: noTimers,
    follows: false,
  })
  const request = { vaultId: id, deviceName: 'Phone', zone: 'Europe/Oslo' } as const
  const opened = await device.recoverVault({ ...request, by: 'words', typed: words.join(' ') })
  expect(opened.ok).toBe(true)
  await device.syncNow()
  return device
}

async function openFiles(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Records' }).first().click()
  await page.getByRole('link', { name: 'Files', exact: true }).click()
}

async function openKeys({ page }: StoryBrowser): Promise<void> {
  await page.getByRole('link', { name: 'You', exact: true }).first().click()
  await page.getByRole('link', { name: 'Keys and devices' }).click()
}

async function unlock(page: Page, words: readonly string[]): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unlock your vault')
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
}

async function leftIn(card: ReturnType<Page['getByRole']>): Promise<number> {
  await expect(card).toContainText('still under an older key')
  return Number(/([\d,]+) parts? of your data/.exec(await card.innerText())?.[1]?.replaceAll(',', ''))
}

async function hasFile(page: Page, { buffer, name }: ChosenFile): Promise<void> {
  await openFiles(page)
  await page.getByRole('link', { name: new RegExp(name.replace('.', '\\.')) }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  expect(await readFile(await (await saved).path())).toEqual(buffer)
}

function textFile(name: string, text: string): ChosenFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) }
}
