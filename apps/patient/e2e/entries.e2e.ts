/**
 * Goal: what a person measures and answers is written down in a few touches, without a network as well, is refused with
 * words where it cannot be, and stands on its metric's page and on their other devices afterwards.
 * Method: the app as it is built, real services, Chromium; everything is written offline, and looked for online.
 */
import { expect, type Locator, type Page } from '@playwright/test'
import { type StoryApp, startOf, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { createVault, signInElsewhere, signUp } from './story-vault.ts'

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('readings and questionnaires are written offline, refused where they must be, and arrive when online', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { context, page } = person
  const start = startOf(app, 'entries@example.org')
  const totpSecret = await signUp(page, start)
  const { words } = await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await expect(page.getByText(/^Saved to your vault/)).toBeVisible()

  await context.setOffline(true)
  await page.getByRole('link', { name: 'Today' }).first().click()
  await page.getByRole('link', { name: 'Add', exact: true }).click()
  await test.step('wrong input is refused with words', () => writeWrongly(person))
  await test.step('readings by keyboard', () => writeReadings(page))
  await lookEverywhere(person, 'entries-offline')
  await test.step('questionnaires', () => answerQuestionnaires(person))
  await expect(page.getByRole('main')).toContainText('36 of 100')

  await context.setOffline(false)
  await expect(page.getByText(/^Saved to your vault/)).toBeVisible({ timeout: 60_000 })
  await test.step('on the pages of the metrics', () => seeFigures(person))
  await test.step('on another device', async () => {
    const other = await openStoryBrowser(browser, info)
    await signInElsewhere(other.page, { ...start, totpSecret })
    await other.page.getByRole('radio', { name: 'Six words' }).click()
    await other.page.getByRole('textbox').first().fill(words.join(' '))
    await other.page.getByRole('button', { name: 'Open my vault' }).click()
    await other.page.getByRole('link', { name: 'Today' }).first().click({ timeout: 60_000 })
    await other.page.getByRole('link', { name: 'Add', exact: true }).click()
    const recent = other.page.getByRole('region', { name: 'What you added' })
    await expect(recent).toContainText('128/82 mmHg, pulse 64 bpm', { timeout: 60_000 })
    await expect(recent.getByRole('listitem')).toHaveCount(2)
    expect(other.violations()).toEqual([])
  })
  expect(person.violations()).toEqual([])
})

async function writeWrongly({ page }: StoryBrowser): Promise<void> {
  await page.getByRole('button', { name: 'Blood pressure' }).click()
  const form = page.getByRole('region', { name: 'Blood pressure' })
  const [upper, lower] = [form.getByLabel('Upper value'), form.getByLabel('Lower value')]
  const save = form.getByRole('button', { name: 'Save' })
  await save.click()
  await isRefused(upper, 'This is needed.')
  await upper.fill('one hundred')
  await save.click()
  await isRefused(upper, 'This is not a number. Write it like 36.6 or 36,6.')
  await upper.fill('82')
  await lower.fill('128')
  await save.click()
  const question = page.getByRole('dialog', { name: 'Is that right?' })
  await expect(question).toContainText('The upper value is below the lower one.')
  await question.getByRole('button', { name: 'Change it' }).click()
  await upper.fill('128')
  await lower.fill('82')
  await form.getByLabel('When').fill('2199-01-01T08:00')
  await save.click()
  await isRefused(form.getByLabel('When'), 'This time has not come yet. Check the day and the time.')
  await expect(page.getByRole('region', { name: 'What you added' })).toContainText(
    'Nothing added by hand yet.',
  )
}

/** The field is marked as wrong, and says itself why. */
async function isRefused(field: Locator, words: string): Promise<void> {
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(new RegExp(words.replaceAll('.', '\\.')))
}

/** A kind, its figures, Enter: nothing else is needed. */
async function writeReadings(page: Page): Promise<void> {
  const recent = page.getByRole('region', { name: 'What you added' })
  await page.getByRole('button', { name: 'Weight' }).press('Enter')
  await page.getByLabel('Value in kg').fill('68,4')
  await page.keyboard.press('Enter')
  await expect(recent).toContainText('68.4 kg')
  await page.getByRole('button', { name: 'Blood pressure' }).press('Enter')
  const form = page.getByRole('region', { name: 'Blood pressure' })
  await form.getByLabel('Upper value').focus()
  for (const key of ['128', 'Tab', '82', 'Tab', '64', 'Enter']) {
    if (/^\d+$/.test(key)) await page.keyboard.type(key)
    else await page.keyboard.press(key)
  }
  await expect(recent).toContainText('128/82 mmHg, pulse 64 bpm')
  await expect(recent.getByRole('listitem')).toHaveCount(2)
}

const questionnaires = [
  { name: 'PHQ-9', answers: [1, 1, 2, 1, 0, 0, 1, 0, 1, 0], score: '7 of 27', band: 'Mild symptoms' },
  { name: 'GAD-7', answers: [2, 1, 2, 1, 1, 2, 1], score: '10 of 21', band: 'Moderate symptoms' },
  { name: 'WHO-5', answers: [2, 2, 2, 1, 2], score: '36 of 100', band: 'Reduced well-being' },
] as const

/** By their place on the page; the answers of WHO-5 begin with the best. */
async function answerQuestionnaires({ look, page }: StoryBrowser): Promise<void> {
  const main = page.getByRole('main')
  await page.getByRole('link', { name: 'Questionnaires' }).click()
  for (const { answers, band, name, score } of questionnaires) {
    await page.getByRole('link', { name: `Start ${name}` }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await page.getByRole('button', { name: 'See the result' }).click()
    const counted = name === 'PHQ-9' ? 9 : answers.length
    await expect(main.getByRole('alert')).toContainText(`${counted} questions have no answer yet.`)
    for (const [at, answer] of answers.entries()) {
      const options = page.getByRole('radiogroup').nth(at).getByRole('radio')
      await options.nth(name === 'WHO-5' ? 5 - answer : answer).check({ force: true })
    }
    await page.getByRole('button', { name: 'See the result' }).click()
    await expect(main).toContainText(score)
    await expect(main).toContainText(band)
    if (name === 'PHQ-9') {
      await expect(main).toContainText('call 116 123, Samaritans (samaritans.org)')
      await look('phq-9-asks-for-help')
    } else await expect(main).not.toContainText('You do not have to be alone with this')
    if (name !== 'WHO-5') await page.getByRole('link', { name: 'Questionnaires' }).click()
  }
}

async function seeFigures(person: StoryBrowser): Promise<void> {
  const { page } = person
  const main = page.getByRole('main')
  await page.getByRole('link', { name: 'Today' }).first().click()
  await page.getByRole('link', { name: 'Add', exact: true }).click()
  const recent = page.getByRole('region', { name: 'What you added' })
  await recent.getByRole('link', { name: /Chart.*68\.4 kg/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Weight')
  await expect(main.getByRole('img', { name: /^Weight: lowest 68\.4 kg/ })).toBeVisible()
  await lookEverywhere(person, 'metric-by-hand')
  await page.getByRole('link', { name: 'Health' }).first().click()
  await page
    .getByRole('link', { name: /Blood pressure/ })
    .first()
    .click()
  await expect(main).toContainText('128')
}
