/** What auth's code works with; handed in, so that tests choose the hour, the mailbox and the neighbours. */
import type { Client } from '@nornos/client'
import type { relay } from '@nornos/contracts'
import type { Clock, Database } from '@nornos/service-kit'
import type { AuthConfig } from './config.ts'
import type { MailPort } from './mail/mail-port.ts'
import type { AuthKeys } from './store/key-files.ts'
import type { PasswordHasher } from './store/password-hasher.ts'

export interface AuthContext {
  readonly config: AuthConfig
  readonly clock: Clock
  readonly db: Database
  readonly keys: AuthKeys
  readonly mail: MailPort
  readonly passwords: PasswordHasher
  readonly relay: Pick<Client<typeof relay>, 'auditAppend'>
}

/** What tests and the platform may replace. */
export interface AuthOverrides {
  readonly clock?: Clock
  readonly mail?: MailPort
  /** Reaches services of the same process without a socket. */
  readonly send?: { readonly relay?: (request: Request) => Promise<Response> }
}
