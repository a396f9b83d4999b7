/**
 * Goal: files of any kind go into the vault, are seen, come out as they were, and a deleted one can be had back.
 * Method: the app as it is built, real services, Chromium without a picker for places: what comes out is a download.
 */
import { readFile } from 'node:fs/promises'
import { currentCode, readOutbox, TestPlatform } from '@nornos/platform/testing'
import { buildApp, type ServedApp, serveApp } from '@nornos/web-build'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { patientBuild } from '../build.ts'
import { openStoryBrowser, type StoryBrowser } from './story-browser.ts'

const pdf = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') }
const png = {
  name: 'dot.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

let platform: TestPlatform
let app: ServedApp

test.beforeAll(async () => {
  platform = await TestPlatform.create()
  const { ports, platformId } = platform.installation
  const { outFolder } = await buildApp(patientBuild)
  app = await serveApp({ outFolder, port: ports.patientApp, apiUrl: platform.publicUrl, platformId })
})
test.afterAll(async () => {
  await app.close()
  await platform[Symbol.asyncDispose]()
})

test('files go in, are seen, come out and come back', async ({ browser }, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  const words = await makeVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.getByRole('link', { name: 'Records' }).first().click()
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'No files yet' })).toBeVisible()
  await lookEverywhere(person, 'files-none')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles([pdf, png])
  const list = page.getByRole('region', { name: 'Your files' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await lookEverywhere(person, 'files')
  await page.reload()
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
  await list.getByRole('link', { name: /dot\.png/ }).click()
  await page.getByRole('button', { name: 'Show' }).click()
  const picture = page.getByRole('img', { name: 'Picture: dot.png' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(1)
  await lookEverywhere(person, 'file-picture')
  expect(await download(page)).toEqual(png.buffer)
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await list.getByRole('link', { name: /letter\.pdf/ }).click()
  await expect(page.getByRole('main')).toContainText('This kind of file is not shown here')
  expect(await download(page)).toEqual(pdf.buffer)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('main')).toContainText('Can be restored until')
  await lookEverywhere(person, 'file-deleted')
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeVisible()
  expect(person.violations()).toEqual([])
})

async function download(page: Page): Promise<Buffer> {
  const offered = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  return readFile(await (await offered).path())
}

async function lookEverywhere({ look, page }: StoryBrowser, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1280]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await look(`${name}-${colorScheme}-${width}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  }
}

/** The six words of a new vault of a new person. */
async function makeVault(page: Page): Promise<string[]> {
  const email = 'files@example.org'
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Create your vault' }).click()
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await expect(page.getByLabel('Code from the mail')).toBeVisible()
  const [mail] = await readOutbox(platform.installation.folders.outbox)
  await page.getByLabel('Code from the mail').fill(/\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Your name').fill('Astrid Lunde')
  await page.getByLabel('Password').fill('spruce paper ink Kingfisher')
  await page.getByRole('button', { name: 'Continue' }).click()
  const secret = (await page.locator('.key').innerText()).replaceAll(' ', '')
  await page.getByLabel('The six digits that the app shows now').fill(currentCode(secret))
  await page.getByRole('button', { name: 'Create account' }).click()
  const words = await wordsOf(page.getByRole('list', { name: 'Your six words' }))
  await page.getByText('I have written down the six words').click()
  await page.getByRole('button', { name: 'Continue to your kit' }).click()
  const kit = await wordsOf(page.getByRole('list', { name: 'Your 24 words' }))
  await page.getByRole('button', { name: 'I have my kit' }).click()
  await expect(page.getByRole('button', { name: 'Create my vault' })).toBeVisible()
  for (const field of await page.getByRole('textbox').all()) {
    const label = await field.evaluate((input) =>
      input instanceof HTMLInputElement ? (input.labels?.[0]?.innerText ?? '') : '',
    )
    await field.fill(kit[Number(/\d+/.exec(label)?.[0]) - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Create my vault' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your vault is ready')
  return words
}

async function wordsOf(list: Locator): Promise<string[]> {
  await list.getByRole('listitem').first().waitFor()
  return (await list.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll(/[\d\s]/g, ''))
}
