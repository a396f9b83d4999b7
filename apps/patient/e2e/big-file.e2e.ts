/**
 * Goal: a file of any size goes into the vault and comes out the same, in the memory of a few parts, and a reload in the
 * middle costs three parts at most.
 * Method: the app as it is built in a Chromium that nobody watches while it works; parts are counted where they arrive.
 * 256 MiB here; `npm run drill -- big-file` sends 2 GiB (`NORNOS_DRILL_MIB`) and keeps the figures (`NORNOS_DRILL_FIGURES`).
 */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, writeFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { startChromium } from './own-chromium.ts'
import { forgetPeaks, peakOfRenderers, sizeOfRenderers } from './renderer-memory.ts'
import { watchParts } from './sent-parts.ts'
import { type StoryApp, startOf, test } from './story-app.ts'
import { chooseFiles, createVault, signUp } from './story-vault.ts'

const mebibyte = 1024 * 1024
const partBytes = 8 * mebibyte
const sizeMiB = Number(process.env['NORNOS_DRILL_MIB'] ?? 256)
const parts = (sizeMiB * mebibyte) / partBytes
const sentAgainMax = 3
// Less than the file: parts under way, what is not yet collected, and two pages for a moment while one is loaded again.
const grownMegabytesMax = 150

test.setTimeout(180_000 + sizeMiB * 1_000)

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('a big file goes in over a reload, a part at a time, and comes out the same', async ({
  launchOptions,
}, info) => {
  const file = info.outputPath('scan.raw')
  const sha256 = await writeRandom(file)
  await using chromium = await startChromium(info.outputPath('browser'), launchOptions)
  using sent = watchParts(app.platform.installation.ports.gateway)
  const words = await chromium.visit(openFiles)
  forgetPeaks(chromium.processId)
  const megabytesBefore = sizeOfRenderers(chromium.processId)

  const began = performance.now()
  await chromium.visit((page) => chooseFiles(page, [file]))
  await chromium.outlive(sent.until('begun', Math.ceil(parts / 2) + 1))
  await chromium.page.send('Page.reload', {})
  const uploadMegabytes = [peakOfRenderers(chromium.processId)]
  await chromium.visit(async (page) => {
    await page.getByRole('textbox').first().fill(words.join(' '))
    await page.getByRole('button', { name: 'Unlock' }).click()
    await expect(page.getByRole('main')).toContainText('Choose the same file to continue at')
    await chooseFiles(page, [file], 'Choose the file')
  })
  forgetPeaks(chromium.processId)
  await chromium.outlive(sent.until('kept', parts))
  uploadMegabytes.push(peakOfRenderers(chromium.processId))
  const seconds = (performance.now() - began) / 1_000

  const offered = chromium.nextDownload()
  await chromium.visit(async (page) => {
    const list = page.getByRole('region', { name: 'Your files' })
    await expect(list.getByText('In your vault')).toHaveCount(1, { timeout: 120_000 })
    await list.getByRole('link', { name: /scan\.raw/ }).click()
    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
    await page.getByRole('button', { name: 'Download' }).click()
  })
  forgetPeaks(chromium.processId)
  const returned = await hashOf(await offered)
  const megabytes = {
    before: megabytesBefore,
    up: Math.max(...uploadMegabytes),
    down: peakOfRenderers(chromium.processId),
  }
  const figures = {
    sizeMiB,
    parts,
    sentAgain: sent.begun() - parts,
    megabytes,
    seconds,
    isSame: returned === sha256,
  }
  const keep = process.env['NORNOS_DRILL_FIGURES']
  if (keep !== undefined) await writeFile(keep, JSON.stringify(figures))
  await rm(file)

  expect(returned).toBe(sha256)
  expect(figures.sentAgain).toBeLessThanOrEqual(sentAgainMax)
  expect(megabytes.up - megabytes.before).toBeLessThanOrEqual(grownMegabytesMax)
  expect(megabytes.down - megabytes.before).toBeLessThanOrEqual(grownMegabytesMax)
})

/** The six words of a new vault, whose files are open. */
async function openFiles(page: Page): Promise<readonly string[]> {
  await signUp(page, startOf(app, 'big@example.org'))
  const { words } = await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.getByRole('link', { name: 'Records' }).first().click()
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'No files yet' })).toBeVisible()
  return words
}

/** SHA-256 of what was written, hex. */
async function writeRandom(path: string): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(path, 'w')
  try {
    for (let part = 0; part < parts; part++) {
      const bytes = randomBytes(partBytes)
      hash.update(bytes)
      await handle.write(bytes)
    }
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes)
  return hash.digest('hex')
}
