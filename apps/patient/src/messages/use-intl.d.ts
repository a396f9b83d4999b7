/** Makes every key of the catalogue known to the compiler. */
import type { privateMessages } from './private-messages.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en'
    Messages: typeof privateMessages
  }
}
