/**
 * With which vendors this installation is registered: `registrations.json` in the state folder, written by whoever runs
 * it. Without the file every vendor is "not set up", and apps may still send by themselves.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Registrations } from '@nornos/relay/connect/config'

export const noRegistrations: Registrations = Registrations.parse({})

/** Throws when the file is there and is not what it should be. */
export async function readRegistrations(stateFolder: string): Promise<Registrations> {
  const file = path.join(stateFolder, 'registrations.json')
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && Reflect.get(cause, 'code') === 'ENOENT') return null
    throw cause
  })
  return text === null ? noRegistrations : Registrations.parse(JSON.parse(text))
}
