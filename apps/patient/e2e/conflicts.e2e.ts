/**
 * Goal: two devices that change the same thing without a network keep both versions; the person chooses once, on either, and
 * the other follows by itself as soon as the vault tells it.
 * Method: the app as it is built in two browsers, real services; both are cut off, both change the order of trust.
 */
import type { TestPerson } from '@nornos/platform/testing'
import { expect, type Locator, type Page } from '@playwright/test'
import { type StoryApp, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { storyExport } from './story-export.ts'
import { signInAgain } from './story-sign-in.ts'
import { chooseFiles, createVault, openSyncDetail } from './story-vault.ts'

const what = 'Versions of “Order of trust of your sources”'

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('two orders of trust meet, both are shown, and choosing one settles it on both devices', async ({
  browser,
}, info) => {
  test.setTimeout(1_200_000)
  const person = await app.platform.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const laptop = await openStoryBrowser(browser, info)
  const words = await test.step('create a vault with sources', () => fill(laptop, person))
  const phone = await openStoryBrowser(browser, info)
  await test.step('open it on a phone', () => join(phone, person, words))
  await test.step('both change the order without a network', async () => {
    for (const { context, page } of [laptop, phone]) {
      await openSources(page)
      await expect(trustOf(page).getByRole('listitem')).not.toHaveCount(2)
      await context.setOffline(true)
    }
    await moveUp(laptop.page, 1)
    await moveUp(phone.page, 2)
  })
  await test.step('they meet, and both show both', async () => {
    for (const { context, page } of [laptop, phone]) {
      await context.setOffline(false)
      await openSyncDetail(page)
    }
    for (const story of [laptop, phone]) {
      const group = story.page.getByRole('radiogroup', { name: what })
      await expect(group.getByRole('radio')).toHaveCount(2, { timeout: 120_000 })
      await lookEverywhere(story, `conflict-${story === laptop ? 'laptop' : 'phone'}`)
    }
  })
  await test.step('one is chosen, and the other device follows', async () => {
    const group = laptop.page.getByRole('radiogroup', { name: what })
    await group.getByRole('radio').first().check({ force: true })
    const settled = 'Nothing was changed on two devices at once.'
    const sent = laptop.page.waitForResponse(
      (reply) => reply.url().endsWith('/commits') && reply.request().method() === 'POST' && reply.ok(),
    )
    await laptop.page.getByRole('button', { name: 'Choose', exact: true }).click()
    await expect(laptop.page.getByRole('main')).toContainText(settled)
    await sent
    const begun = Date.now()
    await expect(phone.page.getByRole('main')).toContainText(settled, { timeout: 60_000 })
    info.annotations.push({
      type: 'the other device followed after',
      description: `${Date.now() - begun} ms`,
    })
    await lookEverywhere(phone, 'conflict-settled')
  })
  await test.step('both have the same order', async () => {
    for (const { page } of [laptop, phone]) await openSources(page)
    expect(await namesOf(phone.page)).toEqual(await namesOf(laptop.page))
  })
  for (const { violations } of [laptop, phone]) expect(violations()).toEqual([])
})

async function fill(story: StoryBrowser, person: TestPerson): Promise<readonly string[]> {
  const { page } = story
  page.setDefaultTimeout(60_000)
  await page.goto(`${app.url}/create`)
  await page.getByRole('button', { name: 'I have an account' }).click()
  await signInAgain(page, person)
  const { words } = await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await chooseFiles(page, [
    { name: 'export.zip', mimeType: 'application/zip', buffer: await storyExport(10) },
  ])
  const imported = page.getByRole('region', { name: 'export.zip' })
  await expect(imported).toContainText(/Imported [\d,]+ readings/, { timeout: 240_000 })
  await openSyncDetail(page)
  await expect(page.getByRole('main')).toContainText('Nothing waits.', { timeout: 240_000 })
  return words
}

async function join({ page }: StoryBrowser, person: TestPerson, words: readonly string[]): Promise<void> {
  page.setDefaultTimeout(60_000)
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Open an existing vault' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signInAgain(page, person)
  await page.getByRole('radio', { name: 'Six words' }).click()
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Open my vault' }).click()
  await page.getByRole('link', { name: 'Health' }).first().click()
  await expect(page.getByRole('main')).toContainText('Heart-rate variability', { timeout: 240_000 })
  await openSyncDetail(page)
  await expect(page.getByRole('main')).toContainText('Nothing waits.', { timeout: 240_000 })
}

async function openSources(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Health' }).first().click()
  await page.getByRole('link', { name: 'Sources', exact: true }).click()
}

function trustOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Order of trust' })
}

async function moveUp(page: Page, at: number): Promise<void> {
  const row = trustOf(page).getByRole('listitem').nth(at)
  await row.getByRole('button', { name: /^Move .* up$/ }).click()
  await expect(page.getByRole('main')).toContainText(`is now number ${at}.`)
}

function namesOf(page: Page): Promise<string[]> {
  return trustOf(page)
    .getByRole('button', { name: /^Move .* up$/ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''))
}
