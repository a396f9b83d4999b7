/** The log of auth. What is written to it is in events.ts. */
import { createLog } from '@nornos/service-kit'

export const log = createLog('auth')
