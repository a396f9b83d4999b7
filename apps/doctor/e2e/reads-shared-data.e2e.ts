/**
 * Goal: a doctor sees what a patient shares, nothing else, and nothing at all once the patient stops.
 * Method: the real build on the whole platform in Chromium, with generated patients; axe on every screen.
 */
import { ANALYSIS_AGENTS_ID } from '@nornos/health-model'
import { axeFindings } from '@nornos/platform/testing/axe-findings'
import { expect, type Locator, type Page } from '@playwright/test'
import { type Clinic, sharedFields, signIn, test } from './clinic.ts'

let clinic: Clinic
test.beforeAll(({ clinic: shared }) => {
  clinic = shared
})

test('shared fields are there with end of access and charts; everything else does not exist', async ({
  page,
}) => {
  const doctor = await clinic.platform.makeDoctor()
  await clinic.makePatient('Astrid Lunde', doctor, sharedFields)
  await signIn(page, clinic, doctor)
  await expectAccessible(page)
  const row = page.getByRole('row', { name: /Astrid Lunde/ })
  await expect(row).toContainText('Daily movement, Heart-rate variability, Sleep')
  await expect(row).toContainText('Routine check-up')
  await expect(row).toContainText('29 days')

  await page.getByRole('link', { name: 'Astrid Lunde' }).click()
  await expect(page.getByText('Chosen by the patient; not a complete record.')).toBeVisible()
  for (const chart of [
    /^Steps: lowest/,
    /^Heart-rate variability \(SDNN\): lowest/,
    /^Time asleep: lowest/,
  ]) {
    await expect(page.getByRole('img', { name: chart })).toBeVisible()
  }
  await expect(page.getByRole('img', { name: /^Night to .* REM/ })).toBeVisible()
  const words = await page.getByRole('main').innerText()
  for (const absent of ['Heart rate', 'Body measures', 'Genome', 'Mind and mood', 'not shared']) {
    expect(words).not.toContain(absent)
  }
  await expectAccessible(page)
})

test('a shared field without data says so', async ({ page }) => {
  const doctor = await clinic.platform.makeDoctor()
  await clinic.makePatient('Karim Haddad', doctor, ['sleep', 'glucose'])
  await signIn(page, clinic, doctor)
  await page.getByRole('link', { name: 'Karim Haddad' }).click()
  const glucose = page.getByRole('region', { name: 'Glucose and diabetes' })
  await expect(glucose).toContainText('No data received')
})

test('the analysis says what it rests on, and that it is a draft', async ({ page }) => {
  const doctor = await clinic.platform.makeDoctor()
  const patient = await clinic.makePatient('Mei Tanaka', doctor, sharedFields)
  await patient.share(ANALYSIS_AGENTS_ID, sharedFields, { granted_to_type: 'agent' })
  await signIn(page, clinic, doctor)
  await page.getByRole('link', { name: 'Mei Tanaka' }).click()
  await page.getByRole('button', { name: 'Start analysis' }).click()
  const analysis = page.getByRole('region', { name: 'Analysis' })
  await expect(analysis).toContainText('Draft analysis. Check before use.')
  await expect(analysis.getByText('Daily status agent', { exact: false })).toBeVisible()
  await analysis.getByText('What else was measured').click()
  await expect(analysis.getByText('Window').first()).toBeVisible()
  await expect(analysis.getByText('Missing').first()).toBeVisible()
  await expectAccessible(page)
})

test('without the agents in the share there is no analysis, and it does not say why', async ({ page }) => {
  const doctor = await clinic.platform.makeDoctor()
  await clinic.makePatient('Sami Aalto', doctor, ['sleep'])
  await signIn(page, clinic, doctor)
  await page.getByRole('link', { name: 'Sami Aalto' }).click()
  await page.getByRole('button', { name: 'Start analysis' }).click()
  await expect(page.getByRole('region', { name: 'Analysis' })).toContainText('Not in this share.')
})

test('the open page is empty within two seconds after the patient stops', async ({ page }) => {
  const doctor = await clinic.platform.makeDoctor()
  const patient = await clinic.makePatient('Astrid Lunde', doctor, sharedFields)
  await signIn(page, clinic, doctor)
  await page.getByRole('link', { name: 'Astrid Lunde' }).click()
  await expect(page.getByRole('img', { name: /^Steps: lowest/ })).toBeVisible()
  await patient.stop()
  const told = page.getByRole('alert').filter({ hasText: /^Astrid Lunde stopped sharing at / })
  await expect(told).toBeVisible({ timeout: 2_000 })
  await expect(page.getByRole('img')).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Back to patients' }).click()
  await expect(page.getByText('No patient is sharing with you.')).toBeVisible()
  await expect(page.getByText('Astrid Lunde')).toHaveCount(0)
})

test('a patient who never shared and one who does not exist look the same', async ({ page }) => {
  const doctor = await clinic.platform.makeDoctor()
  await clinic.makePatient('Mei Tanaka', doctor, ['sleep'])
  const stranger = await clinic.platform.makePatient('Stranger')
  await signIn(page, clinic, doctor)
  const texts: string[] = []
  for (const id of [stranger.patientId, crypto.randomUUID()]) {
    await page.getByRole('link', { name: 'Mei Tanaka' }).click()
    // An address that is changed while another is still being opened would be lost.
    await expect(page.getByRole('heading', { name: 'Mei Tanaka' })).toBeVisible()
    await expect(page.getByText('Reading what is shared')).toHaveCount(0)
    await page.evaluate((patientId) => {
      location.hash = `p=${patientId}&purpose=routine_checkup`
    }, id)
    await expect(page.getByText('Nobody with this address shares anything with you now.')).toBeVisible()
    texts.push(await page.getByRole('main').innerText())
    await page.getByRole('link', { name: 'Back to patients' }).click()
  }
  expect(texts[0]).toBe(texts[1])
})

test("the doctor's own code can be shown to a patient", async ({ page }) => {
  const doctor = await clinic.platform.makeDoctor()
  await signIn(page, clinic, doctor)
  await page.getByRole('link', { name: 'Show my code' }).click()
  const code = doctor.doctorCode ?? ''
  await expect(page.getByText(`${code.slice(0, 5)} ${code.slice(5)}`)).toBeVisible()
  await expectAccessible(page)
})

test('before the session locks by itself the doctor is asked, and can stay', async ({ page }) => {
  const question = await waitForQuestion(page)
  await question.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(question).toBeHidden()
  await page.clock.fastForward('15:01')
  await expect(page).toHaveURL(/\/locked#why=idle$/)
})

test('the question before the lock can be used by everyone', async ({ page }) => {
  await waitForQuestion(page)
  await expectAccessible(page)
})

/** A signed-in doctor who has not touched anything for fourteen minutes. */
async function waitForQuestion(page: Page): Promise<Locator> {
  await page.clock.install()
  const doctor = await clinic.platform.makeDoctor()
  await signIn(page, clinic, doctor)
  // The services do not travel in time: to them a proof from fourteen minutes ahead is none, and the session would end.
  // So they are out of reach from here on; the app itself is not.
  await page.route(`${clinic.platform.publicUrl}/**`, (route) => route.abort())
  await page.clock.fastForward('14:10')
  const question = page.getByRole('alertdialog', { name: 'Are you still there?' })
  await expect(question).toBeVisible()
  return question
}

/** In both themes and on a phone; nothing may be wider than the screen. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 844 })
      expect(await axeFindings(page), `${colorScheme}, ${width} px`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 844 })
}
