import { runUntilSignalled } from '@nornos/service-kit'
import { readAgentsConfig } from './config.ts'
import { createAgents } from './service.ts'

process.exitCode = await runUntilSignalled(() => createAgents(readAgentsConfig(process.env)))
