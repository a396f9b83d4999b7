/**
 * Goal: whoever uses the keyboard or a mouse finds out which days have readings, says which source counts, and sees on a
 * chart what may explain it.
 * Method: the app as it is built, one import and one note, Chromium.
 */
import { expect, type Page } from '@playwright/test'
import { type StoryApp, startOf, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser } from './story-browser.ts'
import { storyExport } from './story-export.ts'
import { chooseFiles, createVault, signUp } from './story-vault.ts'

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('coverage is walked cell by cell, sources are dragged into order, weeks and notes stand on the chart', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  await signUp(page, startOf(app, 'sources@example.org'))
  await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  const buffer = await storyExport(400)
  await chooseFiles(page, [{ name: 'export.zip', mimeType: 'application/zip', buffer }])
  await expect(page.getByRole('region', { name: 'export.zip' })).toContainText(/Imported/, {
    timeout: 120_000,
  })

  await page.getByRole('link', { name: 'Health' }).first().click()
  await page.getByRole('link', { name: 'Sources' }).click()
  await test.step('coverage', () => walkCoverage(page))
  await lookEverywhere(person, 'sources-coverage')
  await test.step('order', () => dragSources(page))

  await page.getByRole('link', { name: 'Today' }).first().click()
  await page.getByRole('link', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Note' }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Began to cycle to work')
  const weekAgo = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('When').fill(`${weekAgo}T08:00`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('region', { name: 'What you added' })).toContainText('Began to cycle')
  await page.getByRole('link', { name: 'Health' }).first().click()
  await page
    .getByRole('link', { name: /^Steps\b/ })
    .first()
    .click()
  await page.getByRole('radio', { name: '6 months' }).click({ force: true })
  await expect(page.getByRole('list', { name: 'Marked on the chart' })).toContainText(
    'Began to cycle to work',
  )
  const chart = page.getByRole('img', { name: /^Steps/ })
  await chart.focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('main')).toContainText(/Week from \d+ \w+ \d{4} · [\d,]+ steps/)
  await lookEverywhere(person, 'steps-by-week')
  expect(person.violations()).toEqual([])
})

async function walkCoverage(page: Page): Promise<void> {
  await page.getByText('Details: which days have readings').click()
  const grid = page.getByRole('img', { name: /kinds of readings/ })
  await grid.focus()
  await expect(grid).toHaveAccessibleDescription(/Up and Down through the rows/)
  const card = page.getByRole('group').filter({ has: grid })
  await page.keyboard.press('ArrowLeft')
  await expect(card).toContainText(/^.* · .* · Readings$/m)
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect(card.getByRole('status').last()).toHaveText(/ · (Readings|No data)$/)
}

async function dragSources(page: Page): Promise<void> {
  const items = page.getByRole('list', { name: 'Order of trust' }).getByRole('listitem')
  const nameOf = async (at: number) =>
    (await items.nth(at).innerText()).split('\n')[0]?.replace(/^\d+\s*/, '') ?? ''
  const [first, second] = [await nameOf(0), await nameOf(1)]
  await items.nth(1).dragTo(items.nth(0))
  await expect(page.getByText(`${second} is now number 1.`)).toBeVisible()
  expect([await nameOf(0), await nameOf(1)]).toEqual([second, first])
  await page.getByRole('button', { name: `Move ${second} down` }).press('Enter')
  await expect(page.getByText(`${second} is now number 2.`)).toBeVisible()
  expect(await nameOf(0)).toBe(first)
}
