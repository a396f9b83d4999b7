import { makeNextConfig } from '@nornos/web-build/next-config'

export default makeNextConfig(import.meta.dirname)
