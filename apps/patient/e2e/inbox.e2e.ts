/**
 * Goal: what a doctor sends waits for the person, who accepts, refuses or deletes it; an accepted document is a file of
 * the vault with the bytes that were sent; one that was altered on the way is told so and keeps nothing else waiting.
 * Method: the app as it is built, real services; a doctor who seals as their app does, each time with a code of the person.
 */
import { readFile } from 'node:fs/promises'
import { type ItemToSend, messageItem, sendToInbox } from '@nornos/platform/testing'
import { expect, type Locator, type Page } from '@playwright/test'
import { type StoryApp, startOf, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { createVault, signUp } from './story-vault.ts'

const pdf = Buffer.from('%PDF-1.4\n% the result, word for word\n%%EOF\n')
const result: ItemToSend = {
  ...{ kind: 'document', body: new Uint8Array(pdf), name: 'result.pdf' },
  contentType: 'application/pdf',
}

test.slow()

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('what a doctor sends is accepted, refused or deleted, and a document becomes a file', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  await openInbox(person)
  await expect(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible()
  await lookEverywhere(person, 'inbox-none')

  const items = page.getByRole('list', { name: 'What you were sent' })
  const card = (name: string) => items.getByRole('region', { name })
  await receive(page, messageItem('Please call the practice.', 'About your results'))
  await receive(page, result)
  await receive(page, messageItem('Buy this.', 'An offer'))
  await receive(page, { ...result, name: 'altered.pdf' }, alter)
  await expect(card('About your results')).toContainText('Please call the practice.')
  await expect(card('result.pdf').getByText('Waits for you')).toBeVisible()
  const altered = card('Sealed item')
  await expect(altered).toContainText('it was altered on the way, or it was not sealed for you')
  await lookEverywhere(person, 'inbox-waiting')

  await altered.getByRole('button', { name: 'Try again' }).click()
  await expect(altered).toContainText('Could not be opened')
  await answer(page, altered, 'Delete')
  await answer(page, card('An offer'), 'Refuse')
  for (const name of ['About your results', 'result.pdf']) {
    await card(name).getByRole('button', { name: 'Accept' }).click()
    await expect(card(name)).toHaveCount(0)
  }
  await expect(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible()
  const kept = page.getByRole('region', { name: 'Kept' })
  await expect(kept).toContainText('Please call the practice.')
  await expect(kept.getByRole('listitem')).toHaveCount(2)
  await expect(kept.getByText('Ingrid Solheim')).toHaveCount(2)
  await lookEverywhere(person, 'inbox-kept')

  await kept.getByRole('link', { name: 'Open result.pdf' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('result.pdf')
  const offered = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  expect(await readFile(await (await offered).path())).toEqual(pdf)
  expect(person.violations()).toEqual([])
})

/** One bit of what is sealed, before relay attests it: the vault cannot tell. */
function alter(sealed: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return sealed.map((byte, index) => (index === sealed.length - 20 ? byte ^ 1 : byte))
}

/** From a doctor who was given a code, read from the screen. */
async function receive(page: Page, item: ItemToSend, how?: typeof alter): Promise<void> {
  const made = page.getByRole('region', { name: 'Let somebody send once' })
  const shown = made.getByRole('status')
  const before = codeIn(await shown.innerText())
  await made.getByRole('button', { name: 'Make a code' }).click()
  await expect.poll(async () => codeIn(await shown.innerText())).not.toBe(before)
  const code = codeIn(await shown.innerText())
  const doctor = await app.platform.makeDoctor('Ingrid Solheim')
  const address = await doctor.api.inboxAddressRead({ body: { code } })
  const status = await sendToInbox(doctor, address.body?.patientId ?? '', item, {
    ...{ code },
    ...(how ? { alter: how } : {}),
  })
  expect(status).toBe(201)
}

/** Empty where none is shown. */
function codeIn(text: string): string {
  return /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(text)?.[0] ?? ''
}

async function answer(page: Page, item: Locator, word: 'Refuse' | 'Delete'): Promise<void> {
  await item.getByRole('button', { name: word }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: word }).click()
  await expect(item).toHaveCount(0)
}

async function openInbox(person: StoryBrowser): Promise<void> {
  const { page } = person
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  await signUp(page, startOf(app, 'inbox@example.org'))
  await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.getByRole('link', { name: 'Records' }).first().click()
  await page.getByRole('link', { name: /^Inbox/ }).click()
}
