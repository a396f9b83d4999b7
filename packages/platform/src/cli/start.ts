/** `nornos start [--demo]`: everything, until Ctrl-C. Started twice, the second tells where the first one is. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { logTo } from '@nornos/service-kit'
import { appOriginsOf, publicUrlOf } from '../compose/installation.ts'
import { defaultPorts, type Ports } from '../compose/layout.ts'
import { seedDemo } from '../demo/seed-demo.ts'
import { portHolder } from '../postgres/index.ts'
import { startPlatform } from '../start-platform.ts'
import { buildApps, serveApps } from './apps.ts'
import type { Command } from './command.ts'
import { stateFolder } from './state-folder.ts'

export const start: Command = {
  summary: 'starts the whole platform here; --demo adds demo people',
  run: async (words) => {
    const unknown = words.find((word) => word !== '--demo')
    if (unknown) {
      console.error(`I do not know ${unknown}. What there is: nornos start [--demo]`)
      return 2
    }
    const state = stateFolder()
    if (await isRunning(defaultPorts)) {
      console.log(`Nornos is running already.\n${addresses(defaultPorts)}`)
      return 0
    }
    const taken = takenPort(defaultPorts)
    if (taken) {
      console.error(taken)
      return 1
    }
    return run(state, words.includes('--demo'))
  },
}

async function run(state: string, withDemo: boolean): Promise<number> {
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await mkdir(path.join(state, 'log'), { recursive: true })
  const logFile = path.join(state, 'log', 'nornos.log')
  logTo(createWriteStream(logFile, { flags: 'a', mode: 0o600 }))
  await buildApps((line) => console.log(line))
  const startedAt = performance.now()
  await using all = new AsyncDisposableStack()
  const platform = all.use(await startPlatform({ stateFolder: state, ports: defaultPorts }))
  all.use(await serveApps(defaultPorts, platform.platformId))
  console.log(`Ready in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s. Ctrl-C stops everything.`)
  console.log(addresses(defaultPorts))
  console.log(`State      ${state}\nLog        ${logFile}`)
  if (withDemo) {
    const { auth, platformId } = platform
    const installation = { ports: defaultPorts, state, platformId, auth }
    console.log(await seedDemo(installation, (line) => console.log(line)))
  }
  const stopped = await Promise.race([signalled, platform.ended.then(() => 'database' as const)])
  if (stopped === 'database')
    console.error('The database has stopped. Everything acknowledged is kept; start again.')
  else console.log('Stopping.')
  return stopped === 'database' ? 1 : 0
}

function addresses(ports: Ports): string {
  const origins = appOriginsOf(ports)
  return [
    `Patient    ${origins.patient}`,
    `Doctor     ${origins.doctor}`,
    `API        ${publicUrlOf(ports)}`,
    `Mail       http://localhost:${ports.outbox}   (mails that would have been sent)`,
    `Figures    http://localhost:${ports.metrics}/metrics`,
  ].join('\n')
}

async function isRunning(ports: Ports): Promise<boolean> {
  const reply = await fetch(`${publicUrlOf(ports)}/livez`, { signal: AbortSignal.timeout(1_000) }).catch(
    () => null,
  )
  return reply?.ok === true && (await reply.text()) === 'live'
}

/** A sentence about the first port that somebody else holds, or null. */
function takenPort(ports: Ports): string | null {
  for (const [part, port] of Object.entries(ports)) {
    const holder = portHolder(port)
    if (holder) return `Port ${port} (${part}) is taken by ${holder}. Stop it and start again.`
  }
  return null
}
