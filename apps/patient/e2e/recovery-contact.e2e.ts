/**
 * Goal: somebody with nothing but their account and the page of a person they chose comes into their vault after the wait;
 * meanwhile their other device says so, open and locked, and stops it; the page opens the vault once.
 * Method: the app as it is built, real services that wait some seconds instead of three days, one person in two browsers.
 */
import { expect, type Locator, type Page, type TestInfo } from '@playwright/test'
import { openStoryApp, type StoryApp, startOf, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { playCamera } from './story-camera.ts'
import { storyExport } from './story-export.ts'
import { printsOnePage } from './story-paper.ts'
import { chooseFiles, createVault, openSyncDetail, signInElsewhere, signUp, wordsOf } from './story-vault.ts'

// A build and two people who derive keys take minutes on a busy machine.
test.describe.configure({ timeout: 900_000 })

const email = 'contact@example.org'
const asks = 'has asked to open your vault with the help of'

let app: StoryApp
test.beforeAll(async () => {
  app = await openStoryApp({ recoveryWaitHours: 20 / 3_600 })
})
test.afterAll(async () => {
  await app[Symbol.asyncDispose]()
})

test('a contact’s page opens the vault after the wait, which another device can stop, and only once', async ({
  browser,
}, info) => {
  const first = await openStoryBrowser(browser, info)
  const totpSecret = await signUp(first.page, startOf(app, email))
  const { words, kit } = await createVault(first.page)
  await test.step('something is in the vault', () => importReadings(first.page))
  const page = await test.step('a contact is chosen', () => chooseContact(first, info))

  const second = await openStoryBrowser(browser, info)
  await signInElsewhere(second.page, { ...startOf(app, email), totpSecret })
  await test.step('asked on a new device, stopped on the open one', async () => {
    await ask(second)
    await lookEverywhere(second, 'contact-asked')
    await openSyncDetail(first.page)
    await first.page.getByRole('button', { name: 'Sync now' }).click()
    const alarm = alarmOn(first.page)
    await expect(alarm).toContainText(`${asks} Kari Nordmann`)
    await lookEverywhere(first, 'contact-alarm')
    await alarm.getByRole('button', { name: 'Stop it' }).click()
    await expect(alarm).toHaveCount(0)
  })
  await test.step('asked again, and said on the locked device', async () => {
    await second.page.reload()
    await ask(second)
    await lock(first.page)
    await expect(alarmOn(first.page)).toContainText(`${asks} your recovery contact`)
    await lookEverywhere(first, 'contact-alarm-locked')
    await alarmOn(first.page).getByRole('button', { name: 'It was me' }).click()
    await expect(alarmOn(first.page)).toHaveCount(0)
  })
  await test.step('after the wait the page opens it, and a kit does not', async () => {
    await expect(second.page.getByText('The wait is over.')).toBeVisible({ timeout: 60_000 })
    await typeWords(second.page, kit)
    await expect(second.page.getByText('they are of a kit or of another page')).toBeVisible()
    await lookEverywhere(second, 'contact-wrong-page')
    await playCamera(second.page, [kit.join(' '), page.code])
    await second.page.getByRole('button', { name: 'Scan its code' }).click()
    await expect(second.page.getByRole('textbox', { name: 'Word 24' })).toHaveValue(page.words[23] ?? '')
    await second.page.getByRole('button', { name: 'Open my vault' }).click()
    await second.page.getByRole('link', { name: 'Health' }).first().click({ timeout: 60_000 })
    await expect(second.page.getByRole('main')).toContainText('Heart rate', { timeout: 60_000 })
  })
  await test.step('the page is used up, and both devices say so', async () => {
    await openKeys(second.page)
    await expect(second.page.getByText('The page of Kari Nordmann has opened your vault')).toBeVisible()
    await lookEverywhere(second, 'contact-used')
    await first.page.getByRole('textbox').first().fill(words.join(' '))
    await first.page.getByRole('button', { name: 'Unlock' }).click()
    await openKeys(first.page)
    await expect(first.page.getByText('The page of Kari Nordmann has opened your vault')).toBeVisible({
      timeout: 60_000,
    })
    await expect(first.page.getByRole('region', { name: 'Devices' }).getByRole('listitem')).toHaveCount(2)
  })
  for (const { violations } of [first, second]) expect(violations()).toEqual([])
})

async function importReadings(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Import a file' }).click()
  const buffer = await storyExport(3)
  await chooseFiles(page, [{ name: 'export.zip', mimeType: 'application/zip', buffer }])
  const imported = page.getByRole('region', { name: 'export.zip' })
  await expect(imported).toContainText(/Imported [\d,]+ readings/, { timeout: 240_000 })
}

interface ContactPage {
  readonly words: readonly string[]
  /** What the code on it says. */
  readonly code: string
}

/** From the name to the page that is printed, and three of its words. */
async function chooseContact(person: StoryBrowser, info: TestInfo): Promise<ContactPage> {
  const { page } = person
  await openKeys(page)
  const card = page.getByRole('region', { name: 'Recovery contact' })
  await card.getByRole('button', { name: 'Choose a recovery contact' }).click()
  const dialog = page.getByRole('dialog', { name: 'A recovery contact' })
  await dialog.getByLabel('Name of the person').fill('Kari Nordmann')
  await lookEverywhere(person, 'contact-name')
  await dialog.getByRole('button', { name: 'Make their page' }).click()
  const words = await wordsOf(dialog.getByRole('list', { name: 'Their 24 words' }))
  expect(words).toHaveLength(24)
  await printsOnePage(page, info, { name: 'contact', code: 'The page as a QR code' })
  await lookEverywhere(person, 'contact-page')
  await dialog.getByText('I have printed or written it down').click()
  await dialog.getByRole('button', { name: 'Continue' }).click()
  for (const field of await dialog.getByRole('textbox').all()) {
    const label = await field.evaluate((input) =>
      input instanceof HTMLInputElement ? (input.labels?.[0]?.innerText ?? '') : '',
    )
    await field.fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '')
  }
  await lookEverywhere(person, 'contact-check')
  const halfSent = page.waitForRequest((request) => request.url().includes('/v1/recovery/halves/'))
  await dialog.getByRole('button', { name: 'Choose this contact' }).click()
  const slotId = new URL((await halfSent).url()).pathname.split('/').at(-1)
  await expect(card.getByRole('listitem')).toContainText('Kari Nordmann')
  await expect(card.getByRole('button', { name: 'Choose a recovery contact' })).toHaveCount(0)
  await lookEverywhere(person, 'contact-card')
  return { words, code: `nornos-contact/1 ${slotId} ${words.join(' ')}` }
}

async function ask({ page }: StoryBrowser): Promise<void> {
  await page.getByRole('button', { name: 'Use your recovery contact' }).click()
  await page.getByRole('button', { name: 'Ask my recovery contact' }).click()
  await expect(page.getByText(/^You asked on/)).toBeVisible()
}

async function typeWords(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Open my vault' }).click()
}

async function openKeys(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'You' }).first().click()
  await page.getByRole('link', { name: 'Keys and devices' }).click()
}

async function lock(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'You' }).first().click()
  await page.getByRole('button', { name: 'Lock' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unlock your vault')
}

function alarmOn(page: Page): Locator {
  return page.getByRole('alert').filter({ hasText: asks })
}
