/**
 * Goal: a person connects a cloud without losing the open vault, sees its readings, is told what to do when the cloud lets
 * nobody in any more, ends it; signs in at a clinic again in the same way; and gives an app an address of its own, once, that ends when they say so.
 * Method: the app as it is built, real services, stand-ins for Oura and for a clinic's record server on this machine; the
 * app of the address is a request.
 */
import { type AnswerTo, registrationsOf, type StandIn, startStandIn } from '@nornos/platform/testing'
import { expect, type Page } from '@playwright/test'
import { openStoryApp, type StoryApp, startOf, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { createVault, signUp } from './story-vault.ts'

const dayMs = 86_400_000
const dayText = (ago: number) => new Date(Date.now() - ago * dayMs).toISOString().slice(0, 10)
const nights = [
  [3, 41],
  [2, 44],
  [1, 47],
].map(([ago = 0, hrv]) => ({
  id: `night-${ago}`,
  bedtime_start: `${dayText(ago)}T00:10:00+00:00`,
  bedtime_end: `${dayText(ago)}T06:40:00+00:00`,
  average_hrv: hrv,
}))

const ouraAnswer: AnswerTo = ({ url }) => {
  if (url.pathname.endsWith('/personal_info')) return { body: { id: 'person' } }
  const isNow = url.searchParams.get('end_date') === dayText(0)
  const data = url.pathname.endsWith('/usercollection/sleep') && isNow ? nights : []
  return { body: { data, next_token: null } }
}

/** What comes through a cloud, an inbox and an importer takes its turns. */
const arriving = { timeout: 90_000 }

test.slow()

/** A record server with one thing to say, which it says whole. */
const clinicAnswer: AnswerTo = ({ url }) =>
  url.pathname.endsWith('/smart-configuration')
    ? {
        body: {
          authorization_endpoint: `${clinic.url}/authorize`,
          token_endpoint: `${clinic.url}/token`,
          code_challenge_methods_supported: ['S256'],
        },
      }
    : { body: { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: allergy }] } }

const allergy = {
  resourceType: 'AllergyIntolerance',
  id: 'a1',
  patient: { reference: 'Patient/pat-1' },
  code: { text: 'Penicillin' },
}

let oura: StandIn
let clinic: StandIn
let app: StoryApp
test.beforeAll(async () => {
  oura = await startStandIn()
  oura.answer = ouraAnswer
  clinic = await startStandIn()
  clinic.tokenExtras = { patient: 'pat-1' }
  clinic.answer = clinicAnswer
  const { insideHosts, vendors } = registrationsOf({ oura })
  const recordServers = [
    { name: 'Fjord Clinic', serverUrl: `${clinic.url}/fhir/R4`, clientId: clinic.clientId },
  ]
  app = await openStoryApp({
    registrations: { vendors, recordServers, insideHosts: [...insideHosts, clinic.host] },
  })
})
test.afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await oura[Symbol.asyncDispose]()
  await clinic[Symbol.asyncDispose]()
})

test('a cloud is connected in a tab of its own, brings its nights, is taken back there and ended here', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  const words = await openSources(person, 'cloud@example.org')
  await expect(page.getByRole('heading', { name: 'No sources yet' })).toBeVisible()
  await lookEverywhere(person, 'sources-none')

  const back = await openedBy(person, () => page.getByRole('button', { name: 'Connect Oura' }).click())
  await expect(back.getByRole('heading', { level: 1 })).toHaveText('Oura is connected')
  await expect(back.getByRole('main')).toContainText('Your vault is still open in the other tab')
  expect(await back.evaluate(() => window.opener)).toBeNull()
  expect(new URL(back.url()).search).toBe('')
  await lookEverywhere({ ...person, page: back, look: person.lookAt(back) }, 'connected')
  await back.close()

  const card = page.getByRole('region', { name: 'Oura' })
  await expect(card).toContainText('3 new readings', arriving)
  await expect(card.getByText('Connected', { exact: true })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Order of trust' })).toContainText('Oura')
  await lookEverywhere(person, 'sources-connected')
  await page.getByRole('link', { name: 'Health' }).first().click()
  await page
    .getByRole('link', { name: /Heart-rate variability/ })
    .first()
    .click()
  await expect(page.getByRole('main')).toContainText('47')
  await lookEverywhere(person, 'metric-of-a-cloud')

  oura.revokeAll()
  await toSources(page)
  await card.getByRole('button', { name: 'Fetch now' }).click()
  await expect(card).toContainText(
    'Oura no longer lets us in. Sign in there again; what has arrived stays.',
    arriving,
  )
  await lookEverywhere(person, 'sources-revoked')
  const again = await openedBy(person, () =>
    card.getByRole('button', { name: 'Sign in at Oura again' }).click(),
  )
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('Oura is connected')
  await again.close()
  await expect(card.getByText('Connected', { exact: true })).toBeVisible()

  await card.getByRole('button', { name: 'Disconnect Oura' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByText('Oura is disconnected, and knows it.')).toBeVisible()
  expect(oura.liveTokens()).toBe(0)
  await expect(page.getByRole('button', { name: 'Connect Oura' })).toBeVisible()

  // A browser that opens no tab: the page goes there itself, and unlocking leads back to the same place.
  await page.evaluate(() => Reflect.set(globalThis, 'open', () => null))
  await page.getByRole('button', { name: 'Connect Oura' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Oura is connected')
  await expect(page.getByRole('main')).toContainText('Your vault is locked')
  await page.getByRole('link', { name: 'To your sources' }).click()
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sources')
  await expect(card).toContainText('nothing new', arriving)
  expect(person.violations()).toEqual([])
})

test('a clinic that lets nobody in any more is signed in at again from its own card', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  await openSources(person, 'clinic@example.org')
  const signInThere = async (act: () => Promise<void>) => {
    const back = await openedBy(person, act)
    await expect(back.getByRole('heading', { level: 1 })).toHaveText('Fjord Clinic is connected')
    await back.close()
  }
  await signInThere(() => page.getByRole('button', { name: 'Go to the clinic' }).click())
  const card = page.getByRole('region', { name: 'Fjord Clinic' })
  await expect(card).toContainText('1 new reading', arriving)
  clinic.revokeAll()
  await card.getByRole('button', { name: 'Fetch now' }).click()
  await expect(card).toContainText('Fjord Clinic no longer lets us in', arriving)
  await lookEverywhere(person, 'sources-clinic-revoked')
  await signInThere(() => card.getByRole('button', { name: 'Sign in at Fjord Clinic again' }).click())
  await expect(card.getByText('Connected', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Fjord Clinic' })).toHaveCount(1)
  expect(person.violations()).toEqual([])
})

test('who comes back without an answer, or gets none from the service, is told so and led on', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  await page.goto(`${app.url}/connected`)
  const main = page.getByRole('main')
  await expect(main).toContainText('it holds no answer of one')
  await expect(page.getByRole('link', { name: 'To your sources' })).toBeVisible()

  await page.route('**/v1/connections/finish', () => undefined)
  await page.clock.install()
  await page.goto(`${app.url}/connected?state=some&code=some`)
  await expect(page.getByText('Finishing the connection')).toBeAttached()
  await page.clock.runFor(75_000)
  await expect(main).toContainText('This service did not answer in time')
  await expect(main).toContainText('It may have been connected all the same')
  await expect(page.getByRole('link', { name: 'To your sources' })).toBeVisible()
})

test('an address is shown once, takes what an app sends to it, and nothing after it is revoked', async ({
  browser,
}, info) => {
  const person = await openStoryBrowser(browser, info)
  const { page } = person
  await openSources(person, 'address@example.org')
  const card = page.getByRole('region', { name: 'Apps that send by themselves' })
  await card.getByLabel('Name, such as “My phone”').fill('My phone')
  await card.getByRole('button', { name: 'Make an address' }).click()
  await expect(card.getByRole('img', { name: 'QR code of the Address' })).toBeVisible()
  const [address = '', authorization = ''] = await card.locator('code').allInnerTexts()
  await lookEverywhere(person, 'address-made')
  await card.getByRole('button', { name: 'I have put it into the app' }).click()
  await expect(card.locator('code')).toHaveCount(0)
  const token = authorization.replace('Bearer ', '')
  expect(await page.content()).not.toContain(token)

  const send = () =>
    fetch(address, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: steps,
    })
  expect((await send()).status).toBe(202)
  await expect(card).toContainText('1 new reading', arriving)
  expect((await send()).status).toBe(202)
  await expect(card).toContainText('nothing new', arriving)
  await expect(page.getByRole('list', { name: 'Order of trust' })).toContainText('1 reading,')
  await lookEverywhere(person, 'address-used')

  await card.getByRole('button', { name: 'Revoke My phone' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(card).toContainText('No app may send yet.')
  expect((await send()).status).toBe(401)
  expect(person.violations()).toEqual([])
})

/** As Health Auto Export writes it. */
const steps = JSON.stringify({
  data: {
    metrics: [
      {
        name: 'step_count',
        units: 'count',
        data: [{ date: `${dayText(1)} 10:00:00 +0100`, qty: 4_711, source: 'Watch' }],
      },
    ],
  },
})

/** The six words of a new vault, whose sources are open. */
async function openSources(person: StoryBrowser, email: string): Promise<readonly string[]> {
  const { page } = person
  await signUp(page, startOf(app, email))
  const { words } = await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.getByRole('link', { name: 'Connect a device or an app' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sources')
  return words
}

async function toSources(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Health' }).first().click()
  await page.getByRole('link', { name: 'Sources' }).click()
}

async function openedBy({ context }: StoryBrowser, act: () => Promise<void>): Promise<Page> {
  const opened = context.waitForEvent('page')
  await act()
  return opened
}
