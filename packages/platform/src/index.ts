/** The whole platform in one process, and the `nornos` command. */

export { buildApps } from './cli/apps.ts'
export { runCli } from './cli/run-cli.ts'
export { freePorts } from './compose/free-ports.ts'
export { type Platform, startPlatform } from './start-platform.ts'
