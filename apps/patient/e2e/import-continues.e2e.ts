/**
 * Goal: a large import that was cut off with its tab goes on where it stopped when the same file is chosen again, says so
 * in words, and ends with exactly what an import in one go gives.
 * Method: the app as it is built, Chromium, an export on the disk; the tab is closed while readings come in. Another person
 * imports the same file without a break, and the figures of both are compared. Then a folder by picker and by drop.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateAppleExport } from '@nornos/importers/generate'
import { expect, type Page } from '@playwright/test'
import { type StoryApp, startOf, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { chooseFiles, createVault, signUp } from './story-vault.ts'

test.setTimeout(600_000)

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

const done = { timeout: 240_000 }
/** Some 98 MB: several hand-overs, each of 150,000 readings. */
const days = 160
const readingsAtCut = 190_000

test('an import goes on after its tab was closed, and ends as if nothing had happened', async ({
  browser,
}, info) => {
  const file = info.outputPath('export.xml')
  await writeFile(file, generateAppleExport({ days, seed: 'continued' }).text)
  const whole = await openStoryBrowser(browser, info)
  await test.step('in one go', async () => {
    await openImport(whole, 'whole@example.org')
    await chooseFiles(whole.page, [file])
    await whole.page.waitForFunction(readingsShown, 1, done)
    await lookEverywhere(whole, 'import-running')
    await expect(whole.page.getByRole('region', { name: 'export.xml' })).toContainText(/Imported/, done)
    await openHealth(whole.page)
  })

  const cut = await openStoryBrowser(browser, info)
  const words = await openImport(cut, 'cut@example.org')
  await chooseFiles(cut.page, [file])
  // What was handed over and sealed stays; a closed tab asks nobody.
  await cut.page.waitForFunction(readingsShown, readingsAtCut, { timeout: 120_000 })
  await expect(cut.page.getByRole('main')).toContainText(/Heart rate, .* 2021 to .* 2021, so far/)
  await cut.page.close()

  const page = await cut.context.newPage()
  const main = page.getByRole('main')
  await page.goto(app.url)
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByRole('link', { name: 'Add', exact: true }).click()
  await page.getByRole('link', { name: 'Import a file' }).click()
  await expect(main).toContainText(
    /Stopped at \d+%\. Choose the same file, export\.xml, to continue there\. The [\d,]+ readings before that are kept\./,
  )
  await lookEverywhere({ page, look: cut.lookAt(page) }, 'import-interrupted')
  const kept = Number((/The ([\d,]+) readings/.exec(await main.innerText())?.[1] ?? '').replaceAll(',', ''))
  expect(kept).toBeGreaterThan(0)
  await chooseFiles(page, [file])
  await expect(main).toContainText(/Imported/, done)
  await expect(main).not.toContainText('Stopped at')
  await openHealth(page)
  // Every kind with its number of readings, since when, and its last value. These come one after the other.
  await expect(async () => {
    expect(await main.innerText()).toBe(await whole.page.getByRole('main').innerText())
  }).toPass(done)
  await test.step('a folder, chosen and dropped', async () => {
    const folder = info.outputPath('Everything of mine')
    await mkdir(join(folder, 'older'), { recursive: true })
    await writeFile(join(folder, 'export.xml'), generateAppleExport({ days: 2, seed: 'one' }).text)
    await writeFile(join(folder, 'older', 'export.xml'), generateAppleExport({ days: 3, seed: 'two' }).text)
    await writeFile(join(folder, 'planner.json'), '[{"of":"another app"}]')
    await writeFile(join(folder, 'older', 'cache.bin'), Uint8Array.of(0, 1, 2, 3))
    await page.getByRole('link', { name: 'Add data' }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose a folder' }).click()
    await (await chooser).setFiles(folder)
    const card = page.getByRole('region', { name: 'Everything of mine' })
    await expect(card).toContainText(/Imported [\d,]+ readings/, done)
    await lookEverywhere({ page, look: cut.lookAt(page) }, 'import-folder')
    await dropFiles(page, [folder])
    await expect(card.nth(1)).toBeVisible(done)
    await expect(card.first()).toContainText(/No new readings\. [\d,]+ were here already/, done)
  })
  expect(cut.violations()).toEqual([])
})

/** As the system gives them: Chromium reads files and folders of these paths. */
async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const zone = await page.getByText('Drop your export here').boundingBox()
  if (zone === null) throw new Error('there is no place to drop files')
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: zone.x + 5, y: zone.y + 5, data })
}

/** In the page: whether the card of the running import shows so many readings. */
function readingsShown(least: number): boolean {
  const text = document.querySelector('main')?.innerText ?? ''
  return Number((/([\d,]+) readings?/.exec(text)?.[1] ?? '0').replaceAll(',', '')) >= least
}

/** The six words of a new vault whose import is open. */
async function openImport(person: StoryBrowser, email: string): Promise<readonly string[]> {
  await signUp(person.page, startOf(app, email))
  const { words } = await createVault(person.page)
  await person.page.getByRole('link', { name: 'Import a file' }).click()
  await expect(person.page.getByRole('heading', { level: 1 })).toHaveText('Import')
  return words
}

async function openHealth(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Health' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Health')
  await expect(page.getByRole('main')).toContainText(/[\d,]+ readings since/)
}
