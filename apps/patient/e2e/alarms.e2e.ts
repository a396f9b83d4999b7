/**
 * Goal: whatever is wrong with what the vault's server keeps, the person is told what happened, what is safe and what to do;
 * the proof can be kept, nothing on the device is overwritten, and once it is right again everything goes on.
 * Method: the app as it is built, real services; their database and their objects are changed behind their backs, five ways
 * one after the other; a second device of the same person commits meanwhile.
 */
import { readFile } from 'node:fs/promises'
import { PlatformId } from '@nornos/health-model'
import type { TestPerson } from '@nornos/platform/testing'
import { createDevice, createMemoryStorage, type Device, noTimers } from '@nornos/store'
import { expect } from '@playwright/test'
import { type StoryApp, test } from './story-app.ts'
import { lookEverywhere, openStoryBrowser, type StoryBrowser } from './story-browser.ts'
import { type Damage, openDamage, type Undo } from './story-damage.ts'
import { signInAgain } from './story-sign-in.ts'
import { chooseFiles, createVault, openSyncDetail } from './story-vault.ts'

const letter = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Astrid') }

interface Case {
  readonly reason: string
  readonly happened: string
  readonly next: string
  /** Whether another device has to commit something first, while this one hears nothing. */
  readonly afterCommit: boolean
  break(damage: Damage): Promise<Undo>
}

const cases: readonly Case[] = [
  {
    reason: 'rollback',
    happened: 'shows an older state than this device has seen',
    next: 'Ask whoever runs your Nornos whether a backup was put back',
    afterCommit: false,
    break: (damage) => damage.hideNewest(),
  },
  {
    reason: 'fork',
    happened: 'shows a history that contradicts the one this device has followed',
    next: 'Add no new device until this is settled',
    afterCommit: false,
    break: (damage) => damage.forkHead(),
  },
  {
    reason: 'unknown_device',
    happened: 'A change was made by a device that is not on your list',
    next: 'Look at your list of devices',
    afterCommit: true,
    break: (damage) => damage.strangeDevice(),
  },
  {
    reason: 'missing_blob',
    happened: 'A part of your vault is gone from the server',
    next: 'open another device that has it, or restore a backup',
    afterCommit: true,
    break: (damage) => damage.loseNewest(),
  },
  {
    reason: 'altered_object',
    happened: 'Something in your vault is not what was stored there',
    next: 'a damaged transfer passes',
    afterCommit: true,
    break: (damage) => damage.alterNewest(),
  },
]

let app: StoryApp
test.beforeAll(({ storyApp }) => {
  app = storyApp
})

test('five things that a server can do wrong are told apart, and none of them costs anything', async ({
  browser,
}, info) => {
  test.setTimeout(1_200_000)
  const person = await app.platform.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const story = await openStoryBrowser(browser, info)
  story.page.setDefaultTimeout(60_000)
  const words = await test.step('create a vault with a file', () => fill(story, person))
  const other = await join(person, words)
  await using damage = await openDamage(app.platform, person.id)
  await openSync(story)
  for (const one of cases) {
    await test.step(one.reason, async () => {
      const undo = await breakIt(story, other, damage, one)
      await seeAlarm(story, one)
      await hasLetter(story)
      if (one === cases[0]) await lookInVain(story, one)
      await undo()
      await story.page.getByRole('button', { name: 'Look again' }).click()
      await expect(story.page.getByRole('main')).toContainText('It fits now. Your devices are in step again.')
      await expect(story.page.getByRole('main')).toContainText('Saved to your vault')
    })
  }
  await other.close()
  expect(story.violations()).toEqual([])
})

async function fill(story: StoryBrowser, person: TestPerson): Promise<readonly string[]> {
  const { page } = story
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  await page.goto(`${app.url}/create`)
  await page.getByRole('button', { name: 'I have an account' }).click()
  await signInAgain(page, person)
  const { words } = await createVault(page)
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.getByRole('link', { name: 'Records' }).first().click()
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await chooseFiles(page, [letter])
  const files = page.getByRole('region', { name: 'Your files' })
  await expect(files.getByText('In your vault')).toHaveCount(1, { timeout: 120_000 })
  return words
}

/** Another device of the same person, without a screen. */
async function join(person: TestPerson, words: readonly string[]): Promise<Device> {
  const device = await createDevice({
    api: person.api,
    platformId: PlatformId.parse(app.platform.installation.platformId),
    storage: createMemoryStorage(),
    timers: noTimers,
    follows: false,
  })
  const request = { vaultId: person.id, deviceName: 'Phone', zone: 'Europe/Oslo' } as const
  const opened = await device.recoverVault({ ...request, by: 'words', typed: words.join(' ') })
  expect(opened.ok).toBe(true)
  await device.syncNow()
  return device
}

async function openSync({ page }: StoryBrowser): Promise<void> {
  await openSyncDetail(page)
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect(page.getByRole('main')).toContainText('Saved to your vault')
}

async function breakIt(
  { context, page }: StoryBrowser,
  other: Device,
  damage: Damage,
  { afterCommit, break: breakWith, reason }: Case,
): Promise<Undo> {
  if (!afterCommit) {
    const undo = await breakWith(damage)
    await page.getByRole('button', { name: 'Sync now' }).click()
    return undo
  }
  await context.setOffline(true)
  const [opener] = (await other.keys()).openers
  await other.renameOpener(opener?.slotId ?? '', `Words of ${reason}`)
  await other.syncNow()
  const undo = await breakWith(damage)
  await context.setOffline(false)
  return undo
}

async function seeAlarm(story: StoryBrowser, { happened, next, reason }: Case): Promise<void> {
  const { page } = story
  const alarm = page.getByRole('region', { name: 'Your vault needs attention' })
  await expect(alarm.getByRole('alert')).toContainText(happened)
  await expect(alarm).toContainText('Everything on this device. Nothing here was overwritten')
  await expect(alarm).toContainText(next)
  await expect(alarm).toContainText(/Since \d/)
  await lookEverywhere(story, `alarm-${reason}`)
  const saved = page.waitForEvent('download')
  await alarm.getByRole('button', { name: 'Save the evidence' }).click()
  const evidence = JSON.parse(String(await readFile(await (await saved).path())))
  expect(evidence).toMatchObject({ reason })
  expect(evidence.evidence.length).toBeGreaterThan(0)
  // As long as nothing has changed, looking again changes nothing.
  await alarm.getByRole('button', { name: 'Look again' }).click()
  await expect(alarm).toContainText('The same is still wrong. Nothing was changed.')
}

/** Without a network nothing is known, and nothing is said to fit; the network comes back, and so does the alarm. */
async function lookInVain({ context, page }: StoryBrowser, { happened }: Case): Promise<void> {
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByRole('main')).toContainText('Your vault could not be looked at')
  await context.setOffline(false)
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: happened })).toBeVisible()
}

/** What was there before is still there, and opens. */
async function hasLetter({ page }: StoryBrowser): Promise<void> {
  await page.getByRole('link', { name: 'Records' }).first().click()
  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await page.getByRole('link', { name: /letter\.txt/ }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  expect(await readFile(await (await saved).path())).toEqual(letter.buffer)
  await openSyncDetail(page)
}
