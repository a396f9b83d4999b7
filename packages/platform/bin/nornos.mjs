#!/usr/bin/env node
// The `nornos` command. Plain JavaScript: it may be started by an old Node, and goes on under the repository's own.
import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = join(dirname(realpathSync(fileURLToPath(import.meta.url))), '..', '..', '..')
const run = join(repository, 'tools', 'run.mjs')
const result = spawnSync(process.execPath, [run, 'nornos', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = result.status ?? 1
