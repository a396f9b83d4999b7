/**
 * Goal: the whole journey works for people. A patient signs up, creates a vault, imports an export, shares three fields
 * with a doctor and the agents; the doctor reads; the patient sees it and stops; nothing is left, and nothing leaked.
 * Method: both apps as they are built, real services and a real database, Chromium; one story, in order.
 */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { PatientId } from '@nornos/health-model'
import { findCanaries, keptInDatabase, keptInFolder, type Sighting } from '@nornos/platform/testing'
import { expect } from '@playwright/test'
import { test } from './story-app.ts'
import { openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { canaries, storyExport } from './story-export.ts'
import { openStage, type Stage } from './story-stage.ts'
import { chooseFiles, createVault, signInElsewhere, signUp } from './story-vault.ts'

const email = 'astrid.story@example.org'
const password = 'spruce paper ink Kingfisher'
const name = 'Astrid Lunde'

let stage: Stage
test.beforeAll(async () => {
  stage = await openStage()
})
test.afterAll(() => stage[Symbol.asyncDispose]())

test('the whole journey, from sign-up to the end of sharing', async ({ browser }, info) => {
  test.setTimeout(600_000)
  const astrid = await openStoryBrowser(browser, info)
  const second = await openStoryBrowser(browser, info)
  const ingrid = await openStoryBrowser(browser, info)
  const totpSecret = await test.step('sign up', () =>
    signUp(
      astrid.page,
      { platform: stage.platform, url: stage.patientUrl, email, password, name },
      astrid.look,
    ))
  const vault = await test.step('create a vault', () => createVault(astrid.page, astrid.look))
  await test.step('import an export', () => importExport(astrid))
  await test.step('see charts from a day to all years', () => seeCharts(astrid))
  await test.step('open without network after a reload', () => openOffline(astrid, vault.words))
  await test.step('get everything back in another browser with the kit', () =>
    recover(second, totpSecret, vault.kit))
  await test.step('share three fields', () => share(astrid))
  await test.step('the doctor sees them and nothing else', () => read(ingrid))
  await test.step('the patient sees each access', () => seeTrail(astrid))
  await test.step('stop sharing', () => stop(astrid, ingrid))
  await test.step('nothing is left where it was shared', () => nothingLeft(astrid))
  await test.step('nothing leaked into what is kept', nothingLeaked)
  for (const person of [astrid, second, ingrid]) expect(person.violations()).toEqual([])
})

async function importExport({ page, look }: StoryBrowser): Promise<void> {
  await page.getByRole('link', { name: 'Import a file' }).click()
  await chooseFiles(page, [
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('not an export') },
  ])
  await expect(page.getByRole('main')).toContainText('Nothing that was here is lost.')
  await chooseFiles(page, [{ name: 'export.zip', mimeType: 'application/zip', buffer: await storyExport() }])
  const imported = page.getByRole('region', { name: 'export.zip' })
  await expect(imported).toContainText(/Imported [\d,]+ readings/, { timeout: 120_000 })
  await look('06-imported')
}

async function seeCharts({ page, look }: StoryBrowser): Promise<void> {
  await page.getByRole('link', { name: 'Today' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good')
  await expect(page.getByRole('heading', { name: 'Daily status' })).toBeVisible()
  await look('07-today')
  await page.getByRole('link', { name: 'Health' }).first().click()
  for (const kind of [
    'Heart rate',
    'Heart-rate variability',
    'Daily movement',
    'Sleep',
    'Body measures',
    'Workouts',
  ]) {
    await expect(page.getByRole('main')).toContainText(kind)
  }
  await look('08-health')
  await page
    .getByRole('link', { name: /^Heart rate\b/ })
    .first()
    .click()
  for (const span of ['Day', 'Week', 'Month', '6 months', 'Year', 'All']) {
    await page.getByRole('radio', { name: span, exact: true }).click()
    await expect(page.getByRole('img', { name: /Heart rate/ }).first()).toBeVisible()
  }
  await look('09-heart-rate')
}

async function openOffline({ page, context, look }: StoryBrowser, words: readonly string[]): Promise<void> {
  await expect(page.getByText(/^Saved to your vault/)).toBeVisible({ timeout: 120_000 })
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unlock your vault')
  await look('10-unlock-offline')
  await page.getByRole('textbox').first().fill(words.with(2, 'zzzzz').join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('alert').first()).toContainText('zzzzz')
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByRole('link', { name: 'Health' }).first().click()
  await expect(page.getByRole('main')).toContainText('Heart-rate variability')
  await look('11-offline')
  await context.setOffline(false)
}

async function recover(
  { page, look }: StoryBrowser,
  totpSecret: string,
  kit: readonly string[],
): Promise<void> {
  await signInElsewhere(page, { url: stage.patientUrl, email, password, totpSecret })
  await page.getByRole('radio', { name: 'Recovery kit' }).click()
  await page.getByRole('textbox').first().fill(kit.join(' '))
  await look('12-recover')
  await page.getByRole('button', { name: 'Open my vault' }).click()
  await page.getByRole('link', { name: 'Health' }).first().click({ timeout: 60_000 })
  await expect(page.getByRole('main')).toContainText('Heart-rate variability', { timeout: 60_000 })
  await look('13-recovered')
}

async function share({ page, look }: StoryBrowser): Promise<void> {
  await page.getByRole('link', { name: 'Sharing' }).first().click()
  await page.getByRole('link', { name: 'Share with a doctor' }).click()
  await page.getByLabel('Doctor’s code').fill(stage.doctor.doctorCode ?? '')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('button', { name: 'Continue with Ingrid Solheim' }).click()
  for (const field of ['Heart-rate variability', 'Sleep', 'Daily movement']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${field}`) }).check({ force: true })
  }
  await look('14-share-what')
  await page.getByRole('button', { name: 'Continue with 3 kinds of data' }).click()
  const summary = page.getByRole('button', { name: 'Continue to the summary' })
  await summary.waitFor()
  await look('15-share-why')
  await summary.click()
  await expect(page.getByRole('checkbox', { name: /agents/ })).toBeChecked()
  await expect(page.getByRole('main')).toContainText('Genome')
  await look('16-share-review')
  await page.getByRole('button', { name: 'Share with Ingrid Solheim' }).click()
  await expect(page.getByRole('main')).toContainText('Ingrid Solheim')
  await look('17-sharing')
}

async function read({ page, look }: StoryBrowser): Promise<void> {
  const { doctor } = stage
  await page.goto(stage.doctorUrl)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('E-mail address').fill(doctor.email)
  await page.getByLabel('Password').fill(doctor.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('One-time code').fill(doctor.oneTimeCode(new Date(Date.now() + 30_000)))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('29 days')
  await look('18-doctor-patients')
  await page.getByRole('link', { name }).click()
  for (const chart of [
    /^Steps: lowest/,
    /^Heart-rate variability \(SDNN\): lowest/,
    /^Time asleep: lowest/,
  ]) {
    await expect(page.getByRole('img', { name: chart })).toBeVisible({ timeout: 60_000 })
  }
  const words = await page.getByRole('main').innerText()
  for (const absent of ['Heart rate', 'Body measures', 'Workouts', 'Genome', 'Mind and mood']) {
    expect(words).not.toContain(absent)
  }
  await page.getByRole('button', { name: 'Start analysis' }).click()
  await expect(page.getByRole('region', { name: 'Analysis' })).toContainText(
    'Draft analysis. Check before use.',
  )
  await expect(page.getByRole('region', { name: 'Analysis' })).toContainText('Daily status agent', {
    timeout: 60_000,
  })
  await look('19-doctor-patient')
}

async function seeTrail({ page, look }: StoryBrowser): Promise<void> {
  await page.getByRole('link', { name: 'All activity' }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText('Ingrid Solheim')
  await expect(main).toContainText(/Looked at sleep/)
  await expect(main).toContainText('Nornos analysis agents, for Ingrid Solheim')
  await expect(main).toContainText('Started sharing')
  await look('20-trail')
}

async function stop(patient: StoryBrowser, doctor: StoryBrowser): Promise<void> {
  const { page } = patient
  await page.getByRole('link', { name: 'Sharing' }).first().click()
  const card = page.getByRole('listitem').filter({ hasText: 'Ingrid Solheim' }).first()
  await card.getByRole('button', { name: 'Stop sharing' }).click()
  const sure = page.getByRole('alertdialog').getByRole('button', { name: 'Stop sharing' })
  await sure.waitFor()
  await patient.look('21-stop')
  await sure.click()
  const told = doctor.page.getByRole('alert').filter({ hasText: `${name} stopped sharing` })
  await expect(told).toBeVisible()
  await expect(doctor.page.getByRole('img')).toHaveCount(0)
  await doctor.look('22-doctor-ended')
  await expect(page.getByRole('main')).toContainText('You stopped it')
  await patient.look('23-stopped')
}

/** The agents' consent covers the same fields: when it has ended too, no key and no row of the patient are left. */
async function nothingLeft({ page }: StoryBrowser): Promise<void> {
  const { api } = stage.doctor
  const keys = path.join(stage.platform.installation.folders.keys, 'shared-data', 'deks')
  const [patientId = ''] = await readdir(keys)
  const issue = { patientId: PatientId.parse(patientId), purpose: 'routine_checkup' } as const
  expect((await api.accessTokenIssue({ body: issue })).status).toBe(404)
  expect((await api.shareList({})).body?.shares).toEqual([])
  await page.getByRole('button', { name: 'Stop sharing' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop sharing' }).click()
  await expect(page.getByRole('main')).toContainText('No one can see your data')
  // The page is told when the relay refuses; shared-data destroys the keys right after.
  await expect.poll(() => readdir(keys), { timeout: 2_000 }).toEqual([])
  const { databases } = stage.platform.installation
  const database = databases['shared-data']?.database ?? ''
  for await (const { place } of keptInDatabase(stage.platform.adminUrl, database)) {
    expect(place).not.toContain('.items.')
  }
}

async function nothingLeaked(): Promise<void> {
  const { folders, databases } = stage.platform.installation
  const sightings: Sighting[] = []
  for (const { database } of Object.values(databases)) {
    sightings.push(...(await findCanaries(canaries, keptInDatabase(stage.platform.adminUrl, database))))
  }
  sightings.push(...(await findCanaries(canaries, keptInFolder(folders.objects))))
  sightings.push(...(await findCanaries(canaries, keptInFolder(stage.logFolder))))
  expect(sightings).toEqual([])
  expect(await readdir(path.join(stage.logFolder))).toEqual(['nornos.log'])
}
