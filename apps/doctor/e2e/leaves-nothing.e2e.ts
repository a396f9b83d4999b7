/**
 * Goal: after a session nothing about a patient is left in the browser, whichever way it ended, and nobody gets back
 * in with Back or a new tab. Method: a real session on the whole platform; then every store of the browser is read.
 */
import { expect, type Page } from '@playwright/test'
import { type Clinic, sharedFields, signIn, test } from './clinic.ts'

let clinic: Clinic
test.beforeAll(({ clinic: shared }) => {
  clinic = shared
})

/** Every way that leaves the app. */
const waysOut = [
  { name: 'signing out', button: 'Sign out', lands: /\/$/ },
  { name: 'locking', button: 'Lock', lands: /\/locked#why=locked$/ },
] as const

for (const { name, button, lands } of waysOut) {
  test(`${name} leaves nothing, and Back does not bring it back`, async ({ page }) => {
    const { requested } = await openPatient(page, 'Astrid Lunde')
    await page.getByRole('button', { name: button }).click()
    await expect(page).toHaveURL(lands)
    expect(await leftIn(page)).toEqual(nothing)
    // The session at auth is over as well: whoever goes back has to sign in.
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await expect(page.getByText('Astrid Lunde')).toHaveCount(0)
    expect(requested.filter((url) => new URL(url).search !== '' && !url.includes('_rsc='))).toEqual([])
  })
}

test('closing the tab leaves nothing, and a reload asks auth again', async ({ page, context }) => {
  await openPatient(page, 'Karim Haddad')
  expect(await leftIn(page)).toEqual(nothing)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Patients sharing with you' })).toBeVisible()
  expect(await leftIn(page)).toEqual(nothing)
  await page.close()
  const other = await context.newPage()
  await other.goto(clinic.app.url)
  expect(await leftIn(other)).toEqual(nothing)
})

test('what ends in one tab ends in all of them', async ({ page, context }) => {
  await openPatient(page, 'Mei Tanaka')
  const other = await context.newPage()
  await other.goto(`${clinic.app.url}/patients`)
  await expect(other.getByRole('link', { name: 'Mei Tanaka' })).toBeVisible()
  await other.getByRole('button', { name: 'Lock' }).click()
  await expect(page).toHaveURL(/\/locked/)
  await expect(page.getByText('Mei Tanaka')).toHaveCount(0)
})

test('the title of the page names no patient', async ({ page }) => {
  await openPatient(page, 'Sami Aalto')
  await expect(page).toHaveTitle('Patient – Nornos for doctors')
})

const nothing = {
  databases: 0,
  caches: 0,
  serviceWorkers: 0,
  localStorage: 0,
  sessionStorage: 0,
  files: 0,
  cookies: '',
}

/** Signs a new doctor in and opens what a new patient shares with them; collects what the app's host was asked for. */
async function openPatient(page: Page, name: string): Promise<{ readonly requested: readonly string[] }> {
  const doctor = await clinic.platform.makeDoctor()
  await clinic.makePatient(name, doctor, sharedFields)
  const requested: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(clinic.app.url)) requested.push(request.url())
  })
  await signIn(page, clinic, doctor)
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('img', { name: /^Steps: lowest/ })).toBeVisible()
  return { requested }
}

async function leftIn(page: Page): Promise<typeof nothing> {
  return page.evaluate(async () => {
    let files = 0
    const folder: AsyncIterable<unknown> = Reflect.get(await navigator.storage.getDirectory(), 'values').call(
      await navigator.storage.getDirectory(),
    )
    for await (const _file of folder) files += 1
    return {
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      serviceWorkers: (await navigator.serviceWorker.getRegistrations()).length,
      localStorage: localStorage.length,
      sessionStorage: sessionStorage.length,
      files,
      cookies: document.cookie,
    }
  })
}
