/** Auth as a process of its own. */
import { runUntilSignalled } from '@nornos/service-kit'
import { readAuthConfig } from './config.ts'
import { createAuth } from './service.ts'

process.exitCode = await runUntilSignalled(() => createAuth(readAuthConfig(process.env)))
