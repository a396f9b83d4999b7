/** The demo people of an installation and what one needs to sign in as them: one key file, like other secrets. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { currentCode } from '@nornos/auth/seed'
import * as z from 'zod/mini'

const DemoPerson = z.strictObject({
  /** What `nornos demo code NAME` takes. */
  key: z.string(),
  name: z.string(),
  actor: z.enum(['patient', 'doctor']),
  email: z.string(),
  password: z.string(),
  totpSecret: z.string(),
  words: z.nullable(z.string()),
  doctorCode: z.nullable(z.string()),
})
export type DemoPerson = z.output<typeof DemoPerson>

const fileIn = (state: string) => path.join(state, 'keys', 'demo-people.json')

/** Empty when no demo was made here. */
export async function readDemoPeople(state: string): Promise<readonly DemoPerson[]> {
  const text = await readFile(fileIn(state), 'utf8').catch(() => '[]')
  return z.array(DemoPerson).parse(JSON.parse(text))
}

export async function writeDemoPeople(state: string, people: readonly DemoPerson[]): Promise<void> {
  const file = fileIn(state)
  await writeFile(`${file}.draft`, JSON.stringify(people, null, 2), { mode: 0o600, flush: true })
  await rename(`${file}.draft`, file)
}

/** The one-time code of a demo person now. */
export function demoCode(person: DemoPerson): string {
  return currentCode(person.totpSecret)
}

/** How to sign in, for the terminal. */
export function describeDemoPeople(people: readonly DemoPerson[]): string {
  const lines = people.flatMap((person) => [
    '',
    `${person.name} (${person.actor})`,
    `  E-mail     ${person.email}`,
    `  Password   ${person.password}`,
    `  Code       npx nornos demo code ${person.key}`,
    ...(person.words ? [`  Six words  ${person.words}`] : []),
    ...(person.doctorCode ? [`  Code for patients  ${person.doctorCode}`] : []),
  ])
  return ['Demo people', ...lines].join('\n')
}
