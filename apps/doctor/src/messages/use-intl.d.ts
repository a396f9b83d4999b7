/** Makes every key of the catalogue known to the compiler. */
import type { sessionMessages } from './session.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en'
    Messages: typeof sessionMessages
  }
}
