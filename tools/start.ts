/** `npm start`: everything on this machine. The command itself belongs to the platform package. */
import { runCli } from '@nornos/platform'

await runCli(['start', ...process.argv.slice(2)])
