import { runUntilSignalled } from '@nornos/service-kit'
import { readRelayConfig } from './config.ts'
import { createRelay } from './service.ts'

process.exitCode = await runUntilSignalled(() => createRelay(readRelayConfig(process.env)))
