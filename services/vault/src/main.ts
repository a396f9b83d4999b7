import { runUntilSignalled } from '@nornos/service-kit'
import { readVaultConfig } from './config.ts'
import { createVault } from './service.ts'

process.exitCode = await runUntilSignalled(() => createVault(readVaultConfig(process.env)))
