import { runUntilSignalled } from '@nornos/service-kit'
import { readGatewayConfig } from './config.ts'
import { createGateway } from './service.ts'

process.exitCode = await runUntilSignalled(() => createGateway(readGatewayConfig(process.env)))
