/**
 * Goal: a device that is removed on another one is shut out and says so; the other one goes on.
 * Method: the app as it is built, real services, one person in two browsers.
 */
import { TestPlatform } from '@nornos/platform/testing'
import { buildApp, type ServedApp, serveApp } from '@nornos/web-build'
import { type Browser, expect, type Page, type TestInfo, test } from '@playwright/test'
import { patientBuild } from '../build.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { createVault, signInElsewhere, signUp } from './story-vault.ts'

const password = 'spruce paper ink Kingfisher'

let platform: TestPlatform
let app: ServedApp
test.beforeAll(async () => {
  test.setTimeout(600_000)
  platform = await TestPlatform.create()
  const { ports, platformId } = platform.installation
  const { outFolder } = await buildApp(patientBuild)
  app = await serveApp({ outFolder, port: ports.patientApp, apiUrl: platform.publicUrl, platformId })
})
test.afterAll(async () => {
  await app.close()
  await platform[Symbol.asyncDispose]()
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
  await lookEverywhere(second, 'device-removed')
  await page.getByRole('button', { name: 'Delete what is on this device' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete what is on this device' }).click()
  await expect(page.getByRole('link', { name: 'Open an existing vault' })).toBeVisible()
  for (const { violations } of [first, second]) expect(violations()).toEqual([])
})

/** A person whose vault is open in two browsers. */
async function onTwoDevices(
  browser: Browser,
  info: TestInfo,
  email: string,
  beforeOpening: (page: Page) => Promise<void> = async () => undefined,
): Promise<{ readonly first: StoryBrowser; readonly second: StoryBrowser }> {
  const first = await openStoryBrowser(browser, info)
  const second = await openStoryBrowser(browser, info)
  const totpSecret = await signUp(first, { platform, url: app.url, email, password, name: 'Astrid Lunde' })
  const { words } = await createVault(first)
  const { page } = second
  await signInElsewhere(page, { url: app.url, email, password, totpSecret })
  await beforeOpening(page)
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Open my vault' }).click()
  await expect(page.getByText(/^Saved to your vault/)).toBeVisible({ timeout: 60_000 })
  return { first, second }
}

async function removeOther({ page }: StoryBrowser): Promise<void> {
  await page.getByRole('link', { name: 'Look around first' }).click()
  await page.getByRole('link', { name: 'You' }).first().click()
  await page.getByRole('link', { name: 'Keys and devices' }).click()
  const devices = page.getByRole('region', { name: 'Devices' })
  await expect(devices.getByRole('listitem')).toHaveCount(2)
  await devices.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove this device' }).click()
  await expect(devices.getByRole('listitem')).toHaveCount(1)
}
