/** `nornos doctor`: checks an installation and says plainly what it guards against and what not. */
import { stat, statfs } from 'node:fs/promises'
import { publicUrlOf } from '../compose/installation.ts'
import { defaultPorts, foldersIn } from '../compose/layout.ts'
import type { Command } from './command.ts'
import { stateFolder } from './state-folder.ts'

interface Finding {
  readonly level: 'good' | 'note' | 'wrong'
  readonly text: string
}

const spareBytes = 2 * 1024 ** 3

export const doctor: Command = {
  summary: 'checks the installation',
  run: async () => {
    const state = stateFolder()
    const findings = [
      await checkKeys(foldersIn(state).keys),
      await checkSpace(state),
      ...(await checkServices()),
      {
        level: 'note',
        text: 'All parts run in one process on one machine: the separation between them guards against faults, dumps and stolen backups, not against whoever owns this machine.',
      } as const,
    ]
    for (const { level, text } of findings) console.log(`${level.padEnd(6)} ${text}`)
    return findings.some(({ level }) => level === 'wrong') ? 1 : 0
  },
}

async function checkKeys(keys: string): Promise<Finding> {
  const found = await stat(keys).catch(() => null)
  if (!found) return { level: 'note', text: 'No keys yet: nothing was started here.' }
  const isOpen = (found.mode & 0o077) !== 0
  return isOpen
    ? { level: 'wrong', text: `Others on this machine can look into ${keys}. Run: chmod 700 ${keys}` }
    : { level: 'good', text: 'Only the owner can look into the key folder.' }
}

async function checkSpace(state: string): Promise<Finding> {
  const disk = await statfs(state).catch(() => null)
  if (!disk) return { level: 'note', text: `${state} does not exist yet.` }
  const free = disk.bavail * disk.bsize
  const gib = `${(free / 1024 ** 3).toFixed(1)} GiB free.`
  return free < spareBytes
    ? { level: 'wrong', text: `The disk is nearly full: ${gib}` }
    : { level: 'good', text: gib }
}

async function checkServices(): Promise<Finding[]> {
  const parts: readonly (readonly [string, string])[] = [
    ['gateway', publicUrlOf(defaultPorts)],
    ['auth', `http://127.0.0.1:${defaultPorts.auth}`],
    ['relay', `http://127.0.0.1:${defaultPorts.relay}`],
    ['shared-data', `http://127.0.0.1:${defaultPorts.sharedData}`],
    ['vault', `http://127.0.0.1:${defaultPorts.vault}`],
    ['agents', `http://127.0.0.1:${defaultPorts.agents}`],
    ['connect', `http://127.0.0.1:${defaultPorts.connect}`],
  ]
  const answers = parts.map(async ([name, url]): Promise<Finding> => {
    const reply = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    if (!reply) return { level: 'note', text: `${name} does not run.` }
    return reply.ok
      ? { level: 'good', text: `${name} is ready.` }
      : { level: 'wrong', text: `${name} runs but is not ready. Its log says why.` }
  })
  return Promise.all(answers)
}
