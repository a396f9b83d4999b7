/**
 * Goal: a device lets another one in; one that is removed is shut out and says so, and the other one goes on.
 * Method: the app as it is built, real services, one person in two browsers.
 */
import { type Browser, expect, type Page, type TestInfo } from '@playwright/test'
import { type StoryApp, startOf, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { createVault, signInElsewhere, signUp, wordsOf } from './story-vault.ts'

// A build and two people who derive keys take minutes on a busy machine.
test.describe.configure({ timeout: 600_000 })

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('a device that is removed on another one is locked and says why', async ({ browser }, info) => {
  const { first, second } = await onTwoDevices(browser, info, 'removed@example.org')
  await removeOther(first)
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText('Unlock your vault')
  await expect(second.page.getByText('This device was signed out')).toBeVisible()
  await lookEverywhere(second, 'device-ended')
  await expect(first.page.getByText(/^Saved to your vault/)).toBeVisible()
  for (const { violations } of [first, second]) expect(violations()).toEqual([])
})

test('a removed device that is still signed in is told so, and forgets what it had', async ({
  browser,
}, info) => {
  const { first, second } = await onTwoDevices(browser, info, 'told@example.org', async (page) => {
    // What the device cannot find out it cannot note: its session is not ended.
    await page.route('**/v1/me', (route) => route.abort())
  })
  const { page } = second
  await removeOther(first)
  await expect(page.getByText('Another of your devices has removed this one from your vault')).toBeVisible()
  await page.getByRole('link', { name: 'See what to do' }).click()
  const forget = page.getByRole('button', { name: 'Delete what is on this device' })
  await forget.waitFor()
  // What was never sent is on this device alone: the way to take it home stands before the one that deletes it.
  await expect(page.getByText('take a readable export first')).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Restore or take home' })).toBeVisible()
  await lookEverywhere(second, 'device-removed')
  await forget.click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete what is on this device' }).click()
  await expect(page.getByRole('link', { name: 'Open an existing vault' })).toBeVisible()
  for (const { violations } of [first, second]) expect(violations()).toEqual([])
})

test('a new device comes in by what another one shows, and the same words let nobody in again', async ({
  browser,
}, info) => {
  const { first, second } = await signedInTwice(browser, info, 'code@example.org')
  await openKeys(first)
  await first.page.getByRole('button', { name: 'Add a device' }).click()
  const shown = first.page.getByRole('dialog', { name: 'Add a device' })
  await expect(shown.getByRole('img', { name: 'Code that lets one device into your vault' })).toBeVisible()
  await lookEverywhere(first, 'device-code')
  const words = await wordsOf(shown.getByRole('list', { name: 'Six words for the new device' }))
  const { page } = second
  await page.getByRole('radio', { name: 'Other device' }).click()
  await page.getByRole('textbox').first().fill(words.join(' '))
  await lookEverywhere(second, 'device-code-typed')
  await page.getByRole('button', { name: 'Open my vault' }).click()
  await expect(page.getByText(/^Saved to your vault/)).toBeVisible({ timeout: 60_000 })
  await expect(shown).toContainText('was added')
  await lookEverywhere(first, 'device-added')
  await shown.getByRole('button', { name: 'Close' }).click()
  const openers = first.page.getByRole('region', { name: 'Ways to open your vault' })
  await expect(openers.getByRole('listitem')).toHaveCount(2)
  for (const { violations } of [first, second]) expect(violations()).toEqual([])
})

/** A person whose vault is open in one browser, and who has signed in in another. */
async function signedInTwice(browser: Browser, info: TestInfo, email: string) {
  const first = await openStoryBrowser(browser, info)
  const second = await openStoryBrowser(browser, info)
  const totpSecret = await signUp(first.page, startOf(app, email))
  const { words } = await createVault(first.page)
  await signInElsewhere(second.page, { ...startOf(app, email), totpSecret })
  return { first, second, words }
}

/** A person whose vault is open in two browsers. */
async function onTwoDevices(
  browser: Browser,
  info: TestInfo,
  email: string,
  beforeOpening: (page: Page) => Promise<void> = async () => undefined,
): Promise<{ readonly first: StoryBrowser; readonly second: StoryBrowser }> {
  const { first, second, words } = await signedInTwice(browser, info, email)
  const { page } = second
  await beforeOpening(page)
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Open my vault' }).click()
  await expect(page.getByText(/^Saved to your vault/)).toBeVisible({ timeout: 60_000 })
  return { first, second }
}

async function openKeys({ page }: StoryBrowser): Promise<void> {
  await page.getByRole('link', { name: 'Look around first' }).click()
  await page.getByRole('link', { name: 'You' }).first().click()
  await page.getByRole('link', { name: 'Keys and devices' }).click()
}

async function removeOther(person: StoryBrowser): Promise<void> {
  const { page } = person
  await openKeys(person)
  const devices = page.getByRole('region', { name: 'Devices' })
  await expect(devices.getByRole('listitem')).toHaveCount(2)
  await devices.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove this device' }).click()
  await expect(devices.getByRole('listitem')).toHaveCount(1)
}
