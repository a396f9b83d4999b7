/**
 * Goal: files of any kind go into the vault, are seen, come out as they were, and a deleted one can be had back; a large
 * one goes on after a reload; what is no picture and what is another file are said so.
 * Method: the app as it is built, real services, Chromium without a picker for places: what comes out is a download.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { generateLabPage } from '@nornos/importers/generate'
import { expect, type Page } from '@playwright/test'
import { type StoryApp, startOf, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { type ChosenFile, chooseFiles, createVault, signUp } from './story-vault.ts'

const mebibyte = 1024 * 1024
const pdf = fileOf(
  'letter.pdf',
  'application/pdf',
  Buffer.from(
    generateLabPage('2024-03-04', [
      { name: 'Ferritin', value: '41', unit: 'ng/mL', range: '30 - 400' },
      { name: 'TSH', value: '2.1', unit: 'mIU/L', range: '0.40 - 4.00' },
    ]),
  ),
)
const leapDay = fileOf(
  'leap-day.pdf',
  'application/pdf',
  Buffer.from(
    generateLabPage('2024-02-29', [{ name: 'Ferritin', value: '35', unit: 'ng/mL', range: '30 - 400' }]),
  ),
)
const note = fileOf('note.txt', 'text/plain', Buffer.from('Ask about the tablets.'))
const png = fileOf(
  'dot.png',
  'image/png',
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const broken = fileOf('broken.png', 'image/png', Buffer.from('this is no picture'))

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('files go in, are seen, come out and come back', async ({ browser }, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  const words = await openFiles(person, 'files@example.org')
  await expect(page.getByRole('heading', { name: 'No files yet' })).toBeVisible()
  await lookEverywhere(person, 'files-none')
  await chooseFiles(page, [pdf, png, note, broken])
  const list = page.getByRole('region', { name: 'Your files' })
  await expect(list.getByRole('listitem')).toHaveCount(4)
  await expect(list.getByText('In your vault')).toHaveCount(4)
  await lookEverywhere(person, 'files')
  await reopen(page, words)
  await list.getByRole('link', { name: /dot\.png/ }).click()
  await page.getByRole('button', { name: 'Show' }).click()
  const picture = page.getByRole('img', { name: 'Picture: dot.png' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(1)
  await lookEverywhere(person, 'file-picture')
  expect(await download(page)).toEqual(png.buffer)
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await list.getByRole('link', { name: /note\.txt/ }).click()
  await expect(page.getByRole('main')).toContainText('This kind of file is not shown here')
  await rename(page, 'questions.txt')
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await expect(list).toContainText('questions.txt')
  await list.getByRole('link', { name: /letter\.pdf/ }).click()
  expect(await download(page)).toEqual(pdf.buffer)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('main')).toContainText('Kept until')
  await lookEverywhere(person, 'file-deleted')
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeVisible()
  const newer = fileOf('letter.pdf', 'application/pdf', Buffer.from('%PDF-1.4\n%newer\n%%EOF\n'))
  await chooseFiles(page, [newer], 'Choose a new version')
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await list.getByRole('link', { name: /letter\.pdf/ }).click()
  expect(await download(page)).toEqual(newer.buffer)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('This file cannot be read as a PDF.')
  const earlier = page.getByRole('region', { name: 'Earlier versions' })
  await earlier.getByRole('link').click()
  await expect(page.getByRole('main')).toContainText('Kept until')
  expect(await download(page)).toEqual(pdf.buffer)
  await page.getByRole('button', { name: 'Make this the current version' }).click()
  await expect(page.getByRole('main')).toContainText('In your vault')
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await expect(list.getByRole('listitem')).toHaveCount(4)
  await list.getByRole('link', { name: /letter\.pdf/ }).click()
  expect(await download(page)).toEqual(pdf.buffer)
  await expect(earlier.getByRole('listitem')).toHaveCount(1)
  // Before what is no picture: the recorder of the test fetches that one itself, which the policy stops.
  expect(person.violations()).toEqual([])
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await list.getByRole('link', { name: /broken\.png/ }).click()
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('main')).toContainText('This browser cannot draw it as a picture.')
  await lookEverywhere(person, 'file-broken')
})

test('a laboratory’s PDF is shown, and its results count when they are confirmed, on the day that it states', async ({
  browser,
}, info) => {
  // Where midnight UTC is the afternoon of the day before.
  const person = await openStoryBrowser(browser, info, 'America/Los_Angeles')
  const { page } = person
  const main = page.getByRole('main')
  await openFiles(person, 'results@example.org')
  await chooseFiles(page, [pdf])
  await page.getByRole('link', { name: /letter\.pdf/ }).click()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(main.getByRole('img', { name: 'Page 1 of letter.pdf' })).toBeVisible()
  expect(await darkPixels(page)).toBeGreaterThan(500)
  await page.getByRole('button', { name: 'Larger' }).click()
  await page.getByRole('button', { name: 'Show the words of this page' }).click()
  await expect(page.getByRole('region', { name: 'Words of page 1' })).toContainText('Ferritin')
  await lookEverywhere(person, 'pdf-shown')
  await page.getByRole('button', { name: 'Look for results' }).click()
  await page.getByRole('link', { name: 'Go through the results' }).click()
  await expect(main).toContainText('2 lines look like results in letter.pdf. 2 lines are left.')
  await expect(page.getByLabel('Day of the sample')).toHaveValue('2024-03-04')
  await lookEverywhere(person, 'results-proposed')
  await page.getByRole('button', { name: 'Confirm Ferritin' }).click()
  await expect(main).toContainText('1 line is left.')
  await page.getByRole('button', { name: 'Not a result' }).click()
  await expect(main).toContainText('Every line is decided.')
  await page.getByRole('link', { name: 'See your results' }).click()
  await expect(main).toContainText('41 ng/mL')
  await expect(main).not.toContainText('2.1 mIU/L')
  await lookEverywhere(person, 'results-confirmed')
  await page.getByRole('link', { name: 'Records', exact: true }).first().click()
  await page.getByRole('link', { name: 'Laboratory PDFs' }).click()
  await chooseFiles(page, [leapDay], 'Choose a PDF')
  await page.getByRole('button', { name: 'Confirm Ferritin' }).click()
  await expect(main).toContainText('Every line is decided.')
  await page.getByRole('link', { name: 'See your results' }).click()
  await page.getByRole('link', { name: 'Ferritin' }).click()
  const asTable = page.getByRole('button', { name: 'Show as table' })
  await asTable.waitFor()
  await lookEverywhere(person, 'result-trend')
  await asTable.click()
  // Each once in the chart's table and once among the results.
  await expect(main.getByRole('row').filter({ hasText: '4 March 2024' })).toHaveCount(2)
  await expect(main.getByRole('row').filter({ hasText: '29 February 2024' })).toHaveCount(2)
  expect(person.violations()).toEqual([])
})

test('a PDF that is dropped among the laboratory’s goes to its lines; one without results is kept', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  await openFiles(person, 'drop@example.org')
  await page.getByRole('link', { name: 'Records', exact: true }).first().click()
  await page.getByRole('link', { name: 'Laboratory PDFs' }).click()
  const letter = fileOf('plain.pdf', 'application/pdf', Buffer.from(generateLabPage('2024-03-04', [])))
  await chooseFiles(page, [letter], 'Choose a PDF')
  await expect(page.getByRole('main')).toContainText('plain.pdf is in your files.')
  await chooseFiles(page, [pdf], 'Choose a PDF')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('letter.pdf')
  await page.getByRole('link', { name: 'Laboratory PDFs' }).click()
  await expect(page.getByRole('region', { name: 'Documents with results' })).toContainText(
    '2 lines are left.',
  )
  await lookEverywhere(person, 'laboratory-pdfs')
  await test.step('what the browser deletes under it is said to be gone', async () => {
    const tools = await page.context().newCDPSession(page)
    const stores = { origin: new URL(app.url).origin, storageTypes: 'indexeddb' }
    await tools.send('Storage.clearDataForOrigin', stores)
    // Whatever reads or writes next finds it out: here the sync that a network sets off when it is back.
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What was on this device is gone')
    await lookEverywhere(person, 'lost-here')
    await page.getByRole('button', { name: 'Go to the start' }).click()
    await expect(page.getByRole('link', { name: 'Open an existing vault' })).toBeVisible()
  })
  expect(person.violations()).toEqual([])
})

test('a large file is paused, goes on after a reload with the same file only, and comes out whole', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { context, page } = person
  const words = await openFiles(person, 'large@example.org')
  const genome = await onDisk(info.outputPath('chosen', 'genome.vcf'))
  const other = await onDisk(info.outputPath('other', 'genome.vcf'))
  let parts = 0
  // The last parts find no answer until the page has gone.
  await context.route('**/v1/vaults/*/blobs/*', async (route) => {
    const size = route.request().postDataBuffer()?.length ?? 0
    if (route.request().method() === 'PUT' && size > mebibyte && ++parts > 1) return
    await route.continue()
  })
  await chooseFiles(page, [genome])
  const main = page.getByRole('main')
  await expect(main).toContainText('40%')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(main).toContainText('Paused')
  await lookEverywhere(person, 'upload-paused')
  await reopen(page, words)
  await expect(main).toContainText('Choose the same file to continue at 40%')
  await lookEverywhere(person, 'upload-needs-file')
  await context.unroute('**/v1/vaults/*/blobs/*')
  await chooseFiles(page, [other], 'Choose the file')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This is another file')
  await chooseFiles(page, [genome], 'Choose the file')
  const list = page.getByRole('region', { name: 'Your files' })
  await expect(list.getByText('In your vault')).toHaveCount(1)
  await list.getByRole('link', { name: /genome\.vcf/ }).click()
  expect((await download(page)).equals(await readFile(genome))).toBe(true)
  expect(person.violations()).toEqual([])
})

function fileOf(name: string, mimeType: string, buffer: Buffer): ChosenFile {
  return { name, mimeType, buffer }
}

/** A browser knows the same file again by its time too: it must be one on the disk. */
async function onDisk(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, randomBytes(20 * mebibyte))
  return path
}

/** The six words of a new vault, whose files are open. */
async function openFiles(person: StoryBrowser, email: string): Promise<readonly string[]> {
  const { page } = person
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  await signUp(page, startOf(app, email))
  const { words } = await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.getByRole('link', { name: 'Records' }).first().click()
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  return words
}

async function reopen(page: Page, words: readonly string[]): Promise<void> {
  await page.reload()
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

/** How many pixels of the drawn page are ink. */
function darkPixels(page: Page): Promise<number> {
  return page.locator('canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return 0
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    let dark = 0
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 100 && (data[at + 3] ?? 0) > 0) dark++
    return dark
  })
}

async function download(page: Page): Promise<Buffer> {
  const offered = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  return readFile(await (await offered).path())
}
