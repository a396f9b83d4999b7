import { createLog } from '@nornos/service-kit'

export const log = createLog('connect')
