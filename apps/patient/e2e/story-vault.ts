/** The first steps of every story: an account, a vault, and what is chosen from the disk. */
import { currentCode, readOutbox, type TestPlatform } from '@nornos/platform/testing'
import { expect, type Locator, type Page } from '@playwright/test'
import type { StoryBrowser } from './story-browser.ts'

export interface StoryPerson {
  readonly email: string
  readonly password: string
  readonly name: string
}

export interface StoryStart extends StoryPerson {
  readonly platform: TestPlatform
  readonly url: string
}

/** What keeps a screen. One story looks at the first steps; the others only take them. */
export type Look = StoryBrowser['look']
const unseen: Look = async () => undefined

/** A wrong code first; the first screen of the vault is open afterwards. */
export async function signUp(page: Page, start: StoryStart, look = unseen): Promise<string> {
  await page.goto(start.url)
  const create = page.getByRole('link', { name: 'Create your vault' })
  await create.waitFor()
  await look('01-welcome')
  await create.click()
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByLabel('E-mail address').fill(start.email)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await page.getByLabel('Code from the mail').fill('000000')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert')).toContainText('That code is not right')
  await page.getByLabel('Code from the mail').fill(await mailedCode(start))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Your name').fill(start.name)
  await page.getByLabel('Password').fill(start.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  const key = await page.locator('.key').innerText()
  const totpSecret = key.replaceAll(' ', '')
  await look('02-authenticator')
  await page.getByLabel('The six digits that the app shows now').fill(currentCode(totpSecret))
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open your vault with a passkey')
  return totpSecret
}

async function mailedCode({ platform, email }: StoryStart): Promise<string> {
  const [mail] = await readOutbox(platform.installation.folders.outbox)
  expect(mail?.to).toBe(email)
  return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? ''
}

export interface KnownPerson {
  readonly url: string
  readonly email: string
  readonly password: string
  readonly totpSecret: string
}

/** Somebody who has an account, in a browser that knows nothing of it; the screen that opens a vault follows. */
export async function signInElsewhere(
  page: Page,
  { email, password, totpSecret, url }: KnownPerson,
): Promise<void> {
  await page.goto(url)
  await page.getByRole('link', { name: 'Open an existing vault' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
  // The code of the moment of the sign-up was used then: a code works once.
  await page.getByLabel('One-time code').fill(currentCode(totpSecret, new Date(Date.now() + 30_000)))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open your vault here')
}

export interface StoryVault {
  readonly words: readonly string[]
  readonly kit: readonly string[]
}

/** With six words. */
export async function createVault(page: Page, look = unseen): Promise<StoryVault> {
  await page.getByRole('button', { name: 'Use six words instead' }).click()
  const words = await wordsOf(page.getByRole('list', { name: 'Your six words' }))
  expect(words).toHaveLength(6)
  await look('03-words')
  await page.getByText('I have written down the six words').click()
  await page.getByRole('button', { name: 'Continue to your kit' }).click()
  const kit = await takeKit(page, look)
  return { words, kit }
}

/** From the kit to an open vault. */
export async function takeKit(page: Page, look = unseen): Promise<readonly string[]> {
  const kit = await wordsOf(page.getByRole('list', { name: 'Your 24 words' }))
  expect(kit).toHaveLength(24)
  await look('04-kit')
  await page.getByRole('button', { name: 'I have my kit' }).click()
  await expect(page.getByRole('button', { name: 'Create my vault' })).toBeVisible()
  for (const field of await page.getByRole('textbox').all()) {
    const position = Number(/\d+/.exec(await labelOf(field))?.[0])
    await field.fill(kit[position - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Create my vault' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your vault is ready')
  await look('05-vault-ready')
  return kit
}

export async function wordsOf(list: Locator): Promise<string[]> {
  await list.getByRole('listitem').first().waitFor()
  const items = await list.getByRole('listitem').allInnerTexts()
  return items.map((text) => text.replaceAll(/[\d\s]/g, ''))
}

function labelOf(field: Locator): Promise<string> {
  return field.evaluate((input) =>
    input instanceof HTMLInputElement ? (input.labels?.[0]?.innerText ?? '') : '',
  )
}

export interface ChosenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** By path, or as bytes; `button` names what opens the chooser. */
export async function chooseFiles(
  page: Page,
  files: readonly string[] | readonly ChosenFile[],
  button = 'Choose files',
): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await chooser).setFiles(files)
}

/** By the chip that every screen has. */
export async function openSyncDetail(page: Page): Promise<void> {
  const chip = page
    .getByRole('banner')
    .getByRole('link')
    .filter({ has: page.getByRole('status') })
  await chip.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sync')
}
