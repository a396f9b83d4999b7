/**
 * Goal: a person takes everything home, sealed and readable, gets the same record back from the file after the vault was
 * lost, and closes the account with a receipt; their other device notices, clears itself and says so. Somebody who has no
 * key of their vault closes their account too, and from then on no doctor reads anything of theirs.
 * Method: the app as it is built, real services, three browsers; the vault is destroyed behind the app's back; the backup is
 * verified by the command, the encrypted export is opened by age.
 */
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { VaultId } from '@nornos/health-model'
import type { TestPerson } from '@nornos/platform/testing'
import { type Browser, expect, type Page, type TestInfo } from '@playwright/test'
import { Decrypter } from 'age-encryption'
import { unzipSync } from 'fflate'
import { type StoryApp, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { storyExport } from './story-export.ts'
import { signInAgain } from './story-sign-in.ts'
import { type ChosenFile, chooseFiles, createVault, wordsOf } from './story-vault.ts'

const passphrase = 'seven quiet herons stand'
const scan = { name: 'scan.dcm', mimeType: '', buffer: randomBytes(700_000) }
const letter = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Astrid') }

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('take everything home, get it back, leave, and the other device clears itself', async ({
  browser,
}, info) => {
  test.setTimeout(1_200_000)
  const person = await app.platform.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const laptop = await open(browser, info)
  const { kit, words } = await test.step('create a vault and fill it', () => fill(laptop, person))
  const home = await test.step('take a backup and an export', () => takeHome(laptop))
  await test.step('the command finds the backup good, and a damaged one not', () => verify(info, home.backup))
  await test.step('the export holds the files as they were', () => hasFiles(home.zip))
  await test.step('an encrypted export opens with age', () => exportSealed(laptop))
  await test.step('check the backup with the kit', () => check(laptop, home.backup, kit))
  await test.step('the vault is lost', () => lose(person))
  const tablet = await open(browser, info)
  const tabletWords = await test.step('restore it elsewhere', () => restore(tablet, person, home.backup, kit))
  await test.step('the export is the same', async () => {
    const again = tablesOf(await takeExport(tablet.page))
    const before = tablesOf(home.zip)
    expect(Object.keys(again).toSorted()).toEqual(Object.keys(before).toSorted())
    for (const name of Object.keys(before)) expect(again[name], name).toEqual(before[name])
  })
  const phone = await open(browser, info)
  await test.step('open it on a phone too', () => join(phone, person, words))
  await test.step('close the account', () => close(tablet, person, tabletWords))
  await test.step('the phone clears itself and says why', () => notice(phone))
  await test.step('an account whose vault nobody can open is closed too', () => closeUnopened(phone))
  for (const { violations } of [laptop, tablet, phone]) expect(violations()).toEqual([])
})

async function open(browser: Browser, info: TestInfo): Promise<StoryBrowser> {
  const story = await openStoryBrowser(browser, info)
  story.page.setDefaultTimeout(60_000)
  // A picker of the operating system cannot be pressed by a test; without one the app downloads.
  await story.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  return story
}

async function fill(story: StoryBrowser, person: TestPerson) {
  const { page } = story
  await page.goto(`${app.url}/create`)
  await page.getByRole('button', { name: 'I have an account' }).click()
  await signInAgain(page, person)
  const vault = await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await chooseFiles(page, [
    { name: 'export.zip', mimeType: 'application/zip', buffer: await storyExport(20) },
  ])
  const imported = page.getByRole('region', { name: 'export.zip' })
  await expect(imported).toContainText(/Imported [\d,]+ readings/, { timeout: 240_000 })
  await page.getByRole('link', { name: 'Records' }).first().click()
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await chooseFiles(page, [scan, letter])
  const files = page.getByRole('region', { name: 'Your files' })
  await expect(files.getByText('In your vault')).toHaveCount(2, { timeout: 300_000 })
  return vault
}

async function takeHome({ look, page }: StoryBrowser) {
  await page.getByRole('link', { name: 'You', exact: true }).click()
  await page.getByRole('link', { name: 'Backup, export, leave' }).click()
  await expect(page.getByRole('main')).toContainText('Never on this device')
  await look('30-leaving')
  const backup = await downloaded(page, 'Download a backup')
  await expect(page.getByRole('main')).toContainText('Your backup is complete and checked.')
  const zip = await takeExport(page)
  await lookEverywhere({ look, page }, '31-taken-home')
  return { backup, zip }
}

async function takeExport(page: Page): Promise<Buffer> {
  const zip = await readFile(await downloaded(page, 'Download an export'))
  await expect(page.getByRole('main')).toContainText('Your export is complete.')
  return zip
}

/** As a person would at a terminal. */
async function verify(info: TestInfo, backup: string): Promise<void> {
  const nornos = (file: string) =>
    promisify(execFile)(process.execPath, [
      path.join(import.meta.dirname, '../../../tools/run.mjs'),
      ...['nornos', 'vault', 'verify', file],
    ])
  const good = await nornos(backup)
  expect(good.stdout).toMatch(/^good +Vault [0-9a-f-]{36} as of/)
  expect(good.stdout).not.toMatch(/^wrong/m)
  const spoilt = info.outputPath('spoilt.tar')
  await writeFile(spoilt, withOneBitChanged(await readFile(backup)))
  await expect(nornos(spoilt)).rejects.toMatchObject({ code: 1, stdout: expect.stringMatching(/^wrong/m) })
}

async function hasFiles(zip: Buffer): Promise<void> {
  const entries = unzipSync(zip)
  expect(Buffer.from(entries['files/scan.dcm'] ?? []).equals(scan.buffer)).toBe(true)
  expect(Buffer.from(entries['files/letter.txt'] ?? []).equals(letter.buffer)).toBe(true)
  const text = (name: string) => new TextDecoder().decode(entries[name])
  const list: readonly { readonly path: string; readonly sha256: string }[] = JSON.parse(text('files.json'))
  const listed = list.find((one) => one.path === 'files/scan.dcm')
  expect(listed?.sha256).toBe(createHash('sha256').update(scan.buffer).digest('hex'))
  expect(JSON.parse(text('fhir/records.json'))).toMatchObject({ resourceType: 'Bundle', type: 'collection' })
  expect(text('csv/heart_rate.csv')).toMatch(/^time,zone_offset,zone,duration_seconds,value,unit,source\r\n/)
  expect(text('README.txt')).not.toContain('NOT COMPLETE')
}

async function exportSealed({ page }: StoryBrowser): Promise<void> {
  await page.getByText('Encrypt it (age)').click()
  await page.getByLabel('Passphrase or age recipient').fill('short')
  await expect(page.getByRole('button', { name: 'Download an export' })).toBeDisabled()
  await page.getByLabel('Passphrase or age recipient').fill(passphrase)
  const sealed = await readFile(await downloaded(page, 'Download an export'))
  const right = new Decrypter()
  right.addPassphrase(passphrase)
  await hasFiles(Buffer.from(await right.decrypt(sealed)))
  const wrong = new Decrypter()
  wrong.addPassphrase(`${passphrase}s`)
  await expect(wrong.decrypt(sealed)).rejects.toThrow()
}

async function check({ look, page }: StoryBrowser, backup: string, kit: readonly string[]): Promise<void> {
  const file = await tarOf(backup)
  const spoilt = { ...file, buffer: withOneBitChanged(file.buffer) }
  await chooseFiles(page, [spoilt], 'Choose a backup')
  await page.getByLabel('Word 1', { exact: true }).fill(kit.join(' '))
  await page.getByRole('button', { name: 'Check it' }).click()
  const alerts = page.getByRole('main').getByRole('alert')
  await expect(alerts.filter({ hasText: 'This backup is damaged' })).toBeVisible()
  await chooseFiles(page, [file], 'Choose a backup')
  await page.getByRole('button', { name: 'Check it' }).click()
  await expect(page.getByRole('main')).toContainText('is good', { timeout: 120_000 })
  await lookEverywhere({ look, page }, '32-checked')
}

/** By whoever runs the service, and without the word that only a device of the vault knows. */
async function lose({ api, id }: TestPerson): Promise<void> {
  const params = { vaultId: VaultId.parse(id) }
  const head = (await api.vaultRead({ params })).body?.head ?? ''
  const closed = await api.vaultClose({ params, body: { head, word: 'A'.repeat(22) } })
  expect(closed.status).toBe(200)
}

async function restore(
  { look, page }: StoryBrowser,
  person: TestPerson,
  backup: string,
  kit: readonly string[],
): Promise<readonly string[]> {
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Open an existing vault' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signInAgain(page, person)
  await page.getByRole('link', { name: /open it from a backup file/ }).click()
  await chooseFiles(page, [await tarOf(backup)], 'Choose a backup')
  await page.getByRole('textbox').first().fill(kit.join(' '))
  const words = await wordsOf(page.getByRole('list', { name: 'New six words for this device' }))
  await lookEverywhere({ look, page }, '33-restore')
  await page.getByRole('button', { name: 'Open my vault' }).click()
  await expect(page.getByRole('main')).toContainText('Your vault is back.', { timeout: 180_000 })
  await lookEverywhere({ look, page }, '34-restored')
  await page.getByRole('link', { name: 'Go to Today' }).click()
  await page.getByRole('link', { name: 'Health' }).first().click()
  await expect(page.getByRole('main')).toContainText('Heart-rate variability', { timeout: 120_000 })
  await page.getByRole('link', { name: 'You', exact: true }).click()
  await page.getByRole('link', { name: 'Backup, export, leave' }).click()
  return words
}

async function join({ page }: StoryBrowser, person: TestPerson, words: readonly string[]): Promise<void> {
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Open an existing vault' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signInAgain(page, person)
  await page.getByRole('radio', { name: 'Six words' }).click()
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Open my vault' }).click()
  await page.getByRole('link', { name: 'Health' }).first().click()
  await expect(page.getByRole('main')).toContainText('Heart-rate variability', { timeout: 120_000 })
}

async function close(
  { look, page }: StoryBrowser,
  person: TestPerson,
  words: readonly string[],
): Promise<void> {
  await page.getByRole('link', { name: 'See what that means' }).click()
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await signInAgain(page, person)
  // The other way, up to the last word: then back.
  await page.getByRole('button', { name: 'Close it without opening the vault' }).click()
  await expect(page.getByRole('main')).toContainText('It was not opened, so nobody can say what is in it')
  await page.reload()
  await page.getByRole('textbox').first().fill(words.join(' '))
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('main')).toContainText('nobody can read anything of yours now')
  await expect(page.getByRole('button', { name: 'Close my account for good' })).toBeDisabled()
  await lookEverywhere({ look, page }, '36-close-confirm')
  await page.getByLabel(/To close it, type/).fill(person.email)
  await page.getByRole('button', { name: 'Close my account for good' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your vault is destroyed')
  await expect(page.getByRole('main')).toContainText('Your account is closed')
  await lookEverywhere({ look, page }, '37-closed')
  const receipt = JSON.parse(String(await readFile(await downloaded(page, 'Download the receipt'))))
  expect(receipt.vaultId).toBe(person.id)
  // A session of before is refused, or cannot be renewed any more.
  await expect(
    person.api.meRead({}).then(
      ({ status }) => status === 200,
      () => false,
    ),
  ).resolves.toBe(false)
  expect(await keptHere(page)).toEqual({ rows: [], files: [] })
}

async function notice({ look, page }: StoryBrowser): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your vault was closed')
  await expect(page.getByRole('main')).toContainText('Everything that Nornos kept on this device')
  await lookEverywhere({ look, page }, '38-closed-elsewhere')
  await page.getByRole('button', { name: 'Go to the start' }).click()
  await expect(page.getByRole('link', { name: 'Create your vault' })).toBeVisible()
  expect(await keptHere(page)).toEqual({ rows: [], files: [] })
}

async function closeUnopened({ look, page }: StoryBrowser): Promise<void> {
  const [person, doctor] = [await app.platform.makePatient('Nils Berg'), await app.platform.makeDoctor()]
  await person.share(doctor.granteeId, ['hrv'])
  const ask = { body: { patientId: person.patientId, purpose: 'routine_checkup' } } as const
  expect((await doctor.api.accessTokenIssue(ask)).status).toBe(201)
  await page.getByRole('link', { name: 'Open an existing vault' }).click()
  await page.getByRole('link', { name: /close my account/ }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signInAgain(page, person)
  await expect(page.getByRole('main')).toContainText(`${doctor.name} can read nothing from now on`)
  await look('39-close-unopened')
  const sayIt = async () => {
    await page.getByLabel(/To close it, type/).fill(person.email)
    await page.getByRole('button', { name: 'Close my account for good' }).click()
  }
  await page.route('**/v1/me/closure', (route) => route.fulfill(signInTooOld))
  await sayIt()
  const left = page.getByRole('alert').filter({ hasText: 'Your account is still open' })
  await expect(left.getByRole('button', { name: 'Sign in again' })).toBeVisible()
  const signature = /Signature of the vault service\s*([\w-]{86})/
  const [, first] = signature.exec(await page.getByRole('main').innerText()) ?? []
  expect(first).toBeDefined()
  expect((await doctor.api.accessTokenIssue(ask)).problem).toBe('not-found')
  expect((await doctor.api.shareList({})).body?.shares).toEqual([])
  await page.unroute('**/v1/me/closure')
  await page.goto(`${app.url}/close`)
  await expect(page.getByRole('main')).toContainText('There is no vault for this account')
  await sayIt()
  await expect(page.getByRole('main')).toContainText('Your account is closed')
  const [, again] = signature.exec(await page.getByRole('main').innerText()) ?? []
  expect(again).toBe(first)
}

/** What auth answers ten minutes after a sign-in. */
const signInTooOld = {
  status: 403,
  contentType: 'application/problem+json',
  headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
  body: JSON.stringify({
    type: 'urn:nornos:problem:sign-in-again',
    title: 'Show that it is you',
    detail: 'Sign in again.',
    status: 403,
  }),
}

/** What is left in the browser's database and in its private files. */
async function keptHere(page: Page) {
  return page.evaluate(async () => {
    const rows: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      for (const table of db.objectStoreNames) {
        const count = await new Promise<number>((resolve, reject) => {
          const counting = db.transaction(table).objectStore(table).count()
          counting.onsuccess = () => resolve(counting.result)
          counting.onerror = () => reject(counting.error)
        })
        // Whether the last session was ended from elsewhere: one word.
        if (count > 0 && name !== 'nornos-session') rows.push(`${name}/${table}`)
      }
      db.close()
    }
    const files: string[] = []
    for await (const file of (await navigator.storage.getDirectory()).keys()) files.push(file)
    return { rows, files }
  })
}

/** What does not depend on the moment. */
function tablesOf(zip: Buffer): Readonly<Record<string, string>> {
  const wanted = Object.entries(unzipSync(zip)).filter(([name]) =>
    /^(csv|samples|fhir|records|files)/.test(name),
  )
  return Object.fromEntries(
    wanted.map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  )
}

async function downloaded(page: Page, button: string): Promise<string> {
  const saved = page.waitForEvent('download', { timeout: 120_000 })
  await page.getByRole('button', { name: button }).click()
  return (await saved).path()
}

async function tarOf(file: string): Promise<ChosenFile> {
  return { name: 'nornos-backup.tar', mimeType: 'application/x-tar', buffer: await readFile(file) }
}

/** In the middle of the file. */
function withOneBitChanged(file: Buffer): Buffer {
  const copy = Buffer.from(file)
  const middle = Math.floor(copy.length / 2)
  copy[middle] = (copy[middle] ?? 0) ^ 1
  return copy
}
