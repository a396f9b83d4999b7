/** The `nornos` command: one file a command beside this one. */
import type { Command } from './command.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { start } from './start.ts'

const commands: Readonly<Record<string, Command>> = { start, demo, doctor }

export async function runCli(words: readonly string[]): Promise<void> {
  const [name = '', ...rest] = words
  const command = commands[name]
  if (!command) {
    const list = Object.entries(commands).map(
      ([word, { summary }]) => `  nornos ${word.padEnd(8)} ${summary}`,
    )
    console.error(`${name === '' ? 'Which command?' : `There is no command ${name}.`}\n\n${list.join('\n')}`)
    process.exitCode = 2
    return
  }
  process.exitCode = await command.run(rest)
}
