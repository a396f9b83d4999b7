/** `npx nornos COMMAND`: the command line of an installation. */
import { runCli } from '@nornos/platform'

await runCli(process.argv.slice(2))
