import { runUntilSignalled } from '@nornos/service-kit'
import { readConnectConfig } from './connect/config.ts'
import { createConnect } from './connect/service.ts'

process.exitCode = await runUntilSignalled(() => createConnect(readConnectConfig(process.env)))
