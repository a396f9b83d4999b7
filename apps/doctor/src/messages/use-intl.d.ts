/** Makes every key of the catalogue known to the compiler. */
import type { messages } from './en.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en'
    Messages: typeof messages
  }
}
