/** The `nornos` command: one file a command beside this one. */
import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { importCommand } from './import.ts'
import { start } from './start.ts'
import { vault } from './vault.ts'

const commands: Readonly<Record<string, Command>> = {
  start,
  demo,
  doctor,
  vault,
  backup,
  import: importCommand,
}

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
  try {
    process.exitCode = await command.run(rest)
  } catch (cause) {
    // What the person at the terminal can mend says so in a sentence; anything else is a fault of ours, with its place.
    if (!isExplained(cause)) throw cause
    console.error(cause.message)
    process.exitCode = 1
  }
}

const explained: readonly string[] = [
  'PostgresError',
  'MigrationError',
  'ConfigError',
  'KeyFileError',
  'SeedError',
  'ArchiveError',
]

function isExplained(cause: unknown): cause is Error {
  return cause instanceof Error && explained.includes(cause.name)
}
