/**
 * Goal: a vault opens with a passkey, with words and with a kit, each of them also when something is wrong; nobody is
 * left with too few of them; and it locks by itself.
 * Method: the app as it is built, real services, Chromium with an authenticator of its own and a clock that is moved.
 */
import { type Browser, expect, type Page, type TestInfo } from '@playwright/test'
import { type StoryApp, startOf, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { playCamera } from './story-camera.ts'
import { printsOnePage } from './story-paper.ts'
import { addAuthenticator, turnAwayOnce } from './story-passkey.ts'
import { createVault, signInElsewhere, signUp, takeKit } from './story-vault.ts'

// A build and two people who derive keys take minutes on a busy machine.
test.describe.configure({ timeout: 600_000 })

const code = 'The 24 words as a QR code'

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('a vault is made with a passkey, opens with it without network, and keeps two openers and a kit', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { context, page, violations } = person
  await signUp(person.page, startOf(app, 'passkey@example.org'))
  const takeAway = await addAuthenticator(page, true)
  await turnAwayOnce(page, 'create')
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await expect(page.getByText('The passkey was not used. Nothing was changed.')).toBeVisible()
  await lookEverywhere(person, 'passkey-cancelled')
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your recovery kit')
  await printsOnePage(page, info, { name: 'kit', code })
  await lookEverywhere(person, 'kit')
  await takeKit(page)
  await openKeys(page)
  await expect(page.getByText('Backed up:')).toBeVisible()
  await expect(page.getByText('A passkey unlocks this device.')).toBeVisible()
  await changeOpeners(person, info, takeAway)
  await page.getByRole('link', { name: 'You' }).first().click()
  await page.getByRole('button', { name: 'Lock' }).click()
  // Locking ends where the next day begins: a reload before that would open the page that was locked.
  await page.waitForURL('**/today')
  await context.setOffline(true)
  await page.reload()
  const unlock = page.getByRole('button', { name: 'Unlock with your passkey' })
  await unlock.waitFor()
  await lookEverywhere(person, 'unlock-passkey')
  await turnAwayOnce(page, 'get')
  await unlock.click()
  await expect(page.getByText('The passkey was not used.')).toBeVisible()
  await unlock.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good')
  expect(violations()).toEqual([])
})

/** Is stopped at the last kit, adds a second passkey that another phone keeps, takes the first one out, makes a new kit. */
async function changeOpeners(
  person: StoryBrowser,
  info: TestInfo,
  takeAway: () => Promise<void>,
): Promise<void> {
  const { page } = person
  const openers = page.getByRole('region', { name: 'Ways to open your vault' })
  await openers.getByRole('button', { name: 'Remove Recovery kit' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('so one always stays')).toBeVisible()
  await openers.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make the passkey' }).click()
  await expect(page.getByText('is kept there already')).toBeVisible()
  await takeAway()
  await addAuthenticator(page, true)
  await page.getByRole('dialog').getByRole('button', { name: 'Make the passkey' }).click()
  await expect(openers.getByRole('listitem')).toHaveCount(3)
  await openers.getByRole('button', { name: 'Rename Passkey' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill('Old phone')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await openers.getByRole('button', { name: 'Remove Old phone' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(openers.getByRole('listitem')).toHaveCount(2)
  await openers.getByRole('button', { name: 'Replace Recovery kit' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Print this page' }).waitFor()
  await printsOnePage(page, info, { name: 'new-kit', code })
  await page.getByRole('dialog').getByText('I have written them down').click()
  await page.getByRole('button', { name: 'Use them from now on' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await lookEverywhere(person, 'keys')
}

test('a passkey that cannot hold a key is explained, and six words open the vault instead', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  await signUp(person.page, startOf(app, 'no-prf@example.org'))
  await addAuthenticator(page, false)
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await expect(page.getByText('This passkey can sign in, but cannot hold a key for a vault.')).toBeVisible()
  await lookEverywhere(person, 'passkey-no-prf')
  await createVault(person.page)
  await openKeys(page)
  await expect(page.getByText('Six words unlock this device.')).toBeVisible()
  expect(person.violations()).toEqual([])
})

test('words of another vault and a misspelt word are told apart', async ({ browser }, info) => {
  const { person } = await newVault(browser, info, 'words@example.org')
  const { words: others } = await newVault(browser, info, 'other@example.org')
  const { page } = person
  await page.getByRole('link', { name: 'Look around first' }).click()
  await page.reload()
  await page.getByRole('textbox').first().fill(others.join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('they do not open this vault')).toBeVisible()
  await page.getByRole('textbox').first().fill(others.with(3, 'Kingfysher').join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('Word 4, “kingfysher”, is not one of the words')).toBeVisible()
  await lookEverywhere(person, 'unlock-misspelt')
  expect(person.violations()).toEqual([])
})

test('a kit is scanned, or it is said why it cannot be', async ({ browser }, info) => {
  const { kit, totpSecret } = await newVault(browser, info, 'scan@example.org')
  const second = await openStoryBrowser(browser, info)
  await signInElsewhere(second.page, { ...startOf(app, 'scan@example.org'), totpSecret })
  await second.page.getByRole('radio', { name: 'Recovery kit' }).click()
  await second.page.getByRole('button', { name: 'Scan its code' }).click()
  await expect(second.page.getByRole('alert').filter({ hasText: 'cannot read codes' })).toBeVisible()
  await lookEverywhere(second, 'scan-unsupported')
  await second.page.keyboard.press('Escape')
  await playCamera(second.page, ['some other code', kit.join(' ')])
  await second.page.getByRole('button', { name: 'Scan its code' }).click()
  await expect(second.page.getByRole('textbox', { name: 'Word 24' })).toHaveValue(kit[23] ?? '')
  await second.page.getByRole('button', { name: 'Open my vault' }).click()
  await expect(second.page.getByText(/^Saved to your vault/)).toBeVisible({ timeout: 60_000 })
  expect(second.violations()).toEqual([])
})

test('three words of the kit are asked, and a vault that nobody touches locks after a warning', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  await page.clock.install()
  await signUp(person.page, startOf(app, 'quiet@example.org'))
  const { kit } = await createVault(person.page)
  await openKeys(page)
  await checkKit(
    page,
    kit.map(() => 'zoo'),
  )
  await expect(page.getByText('are not the ones on your kit')).toBeVisible()
  await lookEverywhere(person, 'kit-check-wrong')
  await checkKit(page, kit)
  await expect(page.getByText('Last checked:')).toBeVisible()
  await page.clock.fastForward('14:30')
  const warning = page.getByRole('dialog', { name: 'Are you still there?' })
  await expect(warning).toBeVisible()
  await warning.getByRole('button', { name: 'Stay unlocked' }).click()
  await expect(warning).toHaveCount(0)
  await page.clock.fastForward('10:00')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keys and devices')
  await page.clock.fastForward('04:15')
  await expect(warning).toBeVisible()
  // The clock goes on meanwhile: whoever looks for long sees it lock.
  await person.look('lock-warning')
  await page.clock.fastForward('01:00')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unlock your vault')
  expect(person.violations()).toEqual([])
})

async function newVault(browser: Browser, info: TestInfo, email: string) {
  const person = await openStoryBrowser(browser, info)
  const totpSecret = await signUp(person.page, startOf(app, email))
  return { person, totpSecret, ...(await createVault(person.page)) }
}

async function openKeys(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Look around first' }).click()
  await page.getByRole('link', { name: 'You' }).first().click()
  await page.getByRole('link', { name: 'Keys and devices' }).click()
  await expect(page.getByRole('heading', { name: 'Ways to open your vault' })).toBeVisible()
}

/** Types what `kit` has at the positions that are asked for. */
async function checkKit(page: Page, kit: readonly string[]): Promise<void> {
  const card = page.getByRole('region', { name: 'Is your kit still readable?' })
  const begin = card.getByRole('button', { name: 'Check three words' })
  if (await begin.isVisible()) await begin.click()
  await card.getByRole('textbox').first().waitFor()
  for (const box of await card.getByRole('textbox').all()) {
    const label = await box.evaluate((input) =>
      input instanceof HTMLInputElement ? (input.labels?.[0]?.innerText ?? '') : '',
    )
    await box.fill(kit[Number(/\d+/.exec(label)?.[0]) - 1] ?? '')
  }
  await card.getByRole('button', { name: 'Check', exact: true }).click()
}
