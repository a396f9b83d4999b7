/**
 * One run against a vault that lies: three devices change things and sync while the server withholds, forks, forges and
 * drops. In the end either all devices that call themselves saved have the same, or whoever differs shows an alarm.
 */
import assert from 'node:assert/strict'
import { makeDeviceSigner } from '@nornos/crypto/vault-open'
import { createVault, makeCommit } from '@nornos/crypto/vault-seal'
import { parseCommit } from '@nornos/crypto/verify'
import { canonicalJson, present } from '@nornos/std'
import fc from 'fast-check'
import * as z from 'zod/mini'
import type { DeviceApi } from '../../src/index.ts'
import { changeMutable, deleteMutable, listMutable } from '../../src/mutable/mutable-records.ts'
import { mutableTopic } from '../../src/mutable/mutable-topic.ts'
import { readLastSeen } from '../../src/sync/last-seen.ts'
import type { Unlocked } from '../../src/unlocked.ts'
import { bytesToText, textToBytes } from '../../src/vault/vault-file.ts'
import { createLyingVault, type LyingVault } from './lying-vault.ts'
import { type StagedVault, stageVault } from './vault-stage.ts'

const dayMs = 86_400_000
const deviceCount = 3
const things = mutableTopic('thing', { title: z.string(), note: z.string() })

const device = fc.nat(deviceCount - 1)
const pick = fc.nat(1_000)

const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('change'), device, pick, value: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete'), device, pick, value: pick }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('sync'), device, pick, value: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart'), device, pick, value: pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'withhold',
        'show-all',
        'fork',
        'rejoin',
        'drop-blob',
        'alter-blob',
        'swap-blobs',
        'stale-roster',
        'forge-roster',
        'inject-commit',
        'reorder',
        'old-head',
      ),
      device,
      pick,
      value: pick,
    }),
  },
)
export type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never
export const acts = fc.array(act, { minLength: 5, maxLength: 40 })

export interface RunOutcome {
  readonly alarms: readonly string[]
  readonly isConverged: boolean
}

interface Stage {
  readonly staged: StagedVault
  readonly server: LyingVault
  readonly devices: Unlocked[]
  readonly clock: { at: number; now(): Date }
}

export async function runActs(away: DeviceApi, told: readonly Act[]): Promise<RunOutcome> {
  const clock = { at: Date.UTC(2026, 0, 10), now: () => new Date(clock.at) }
  const staged = await stageVault(deviceCount, clock)
  const server = await createLyingVault(staged, away)
  const devices = await Promise.all(staged.devices.map((one, index) => one.open(server.apiFor(index))))
  const stage: Stage = { staged, server, devices, clock }
  for (const one of told) {
    clock.at += 60_000
    await perform(stage, one)
  }
  return settle(stage)
}

async function perform(stage: Stage, { device: index, do: what, pick: at, value }: Act): Promise<void> {
  const { server, staged } = stage
  const { device: open, sync } = present(stage.devices[index], 'one of the devices')
  if (what === 'change') {
    const patch = at % 2 === 0 ? { title: `Title ${value}` } : { note: `Note ${value}` }
    await changeMutable(open, things, `thing-${at % 4}`, patch)
  } else if (what === 'delete') await deleteMutable(open, things, `thing-${at % 4}`)
  else if (what === 'sync') await sync.run()
  else if (what === 'restart') {
    const again = present(staged.devices[index], 'one of the devices')
    stage.devices[index] = await again.open(server.apiFor(index))
  } else await attack(stage, index, what, at)
}

async function attack({ server, staged }: Stage, index: number, what: string, at: number): Promise<void> {
  const view = present(server.views[index], 'each device is shown something')
  const names = [...server.blobs.keys()]
  const name = names[at % names.length] ?? ''
  const { steps } = view.branch
  switch (what) {
    case 'withhold':
      view.hidden = at % 4
      break
    case 'old-head':
      view.hidden = Math.max(0, steps.length - 1)
      break
    case 'show-all':
      view.hidden = 0
      view.swapped = null
      view.forged.clear()
      break
    case 'fork': {
      const branch = { steps: steps.slice(0, Math.max(1, steps.length - (at % 3))) }
      server.branches.push(branch)
      view.branch = branch
      break
    }
    case 'rejoin':
      view.branch = server.branches[at % server.branches.length] ?? view.branch
      break
    case 'drop-blob':
      server.blobs.delete(name)
      break
    case 'alter-blob': {
      const bytes = server.blobs.get(name)?.slice()
      if (bytes === undefined) break
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1
      server.blobs.set(name, bytes)
      break
    }
    case 'swap-blobs': {
      const other = names[(at + 1) % names.length] ?? ''
      const [left, right] = [server.blobs.get(name), server.blobs.get(other)]
      if (left !== undefined && right !== undefined) server.blobs.set(name, right).set(other, left)
      break
    }
    case 'stale-roster':
      view.roster = staged.rosters[at % staged.rosters.length] ?? view.roster
      break
    case 'forge-roster':
      view.roster = await forgeRoster()
      break
    case 'inject-commit':
      await injectCommit(staged, view, at)
      break
    case 'reorder':
      view.swapped = 1 + (at % Math.max(1, steps.length - 1))
      break
  }
}

/** The roster of another vault, which the attacker owns. */
async function forgeRoster(): Promise<string> {
  const own = await stageVault(1, { now: () => new Date(0) })
  return own.rosters[0] ?? ''
}

/** What looks like the next step of the vault, by a device that the attacker made. */
async function injectCommit(
  staged: StagedVault,
  view: LyingVault['views'][number],
  at: number,
): Promise<void> {
  const attacker = await makeAttacker(staged)
  const last = present(view.branch.steps.at(-1), 'there is a first step')
  const before = await parseCommit(textToBytes(last.text))
  const { bytes, commit } = await makeCommit(attacker, {
    ...before,
    number: before.number + 1,
    previous: before.head,
    deviceId: attacker.deviceId,
    isRotation: false,
    changes: before.changes.map((change) => ({ ...change, version: change.version + 1 })),
  })
  if (at % 2 === 0) view.forged.set(before.number, bytesToText(bytes))
  else {
    const head = Buffer.from(commit.head).toString('hex')
    view.branch = { steps: [...view.branch.steps, { text: bytesToText(bytes), head }] }
  }
}

/** A key that no roster of the vault lists. */
async function makeAttacker({ vaultId }: StagedVault) {
  const opener = { kind: 'kit', entropy: new Uint8Array(32) } as const
  const deviceId = crypto.randomUUID()
  const made = await createVault({
    vaultId,
    deviceId,
    deviceName: 'Attacker',
    now: 0,
    openers: [{ slotId: crypto.randomUUID(), opener }],
  })
  return makeDeviceSigner(made.vault, crypto.randomUUID())
}

/** Days pass, everybody syncs; then the devices are compared. The server goes on with whatever it tells whom. */
async function settle({ clock, devices }: Stage): Promise<RunOutcome> {
  for (let day = 0; day < 4; day++) {
    clock.at += 2 * dayMs
    for (const { sync } of devices) await sync.run()
  }
  const alarms: string[] = []
  const saved = new Set<string>()
  for (const { device: open, sync } of devices) {
    const state = sync.state()
    if (state.state === 'alarm') alarms.push(state.reason)
    else if (state.state === 'saved') {
      const seen = await readLastSeen(open.boxes)
      saved.add(`${seen.n} ${seen.head} ${canonicalJson(await contentOf(open))}`)
    } else assert.notEqual(state.state, 'saving', 'nothing waits without a reason that is shown')
  }
  assert.ok(saved.size <= 1, `devices that call themselves saved differ: ${[...saved].join(' | ')}`)
  return { alarms, isConverged: alarms.length === 0 }
}

async function contentOf(open: Unlocked['device']) {
  const all = await listMutable(open, things)
  return all.map(({ id, values }) => ({ id, ...values }))
}
