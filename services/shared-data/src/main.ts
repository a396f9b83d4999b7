import { runUntilSignalled } from '@nornos/service-kit'
import { readSharedDataConfig } from './config.ts'
import { createSharedData } from './service.ts'

process.exitCode = await runUntilSignalled(() => createSharedData(readSharedDataConfig(process.env)))
