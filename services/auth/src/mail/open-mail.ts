/** The mail adapter that the configuration names. */
import type { MailConfig } from '../config.ts'
import type { MailPort } from './mail-port.ts'
import { createOutbox } from './outbox.ts'
import { createSmtpMail } from './smtp.ts'

export function openMail(config: MailConfig, now: () => Date): MailPort {
  return config.kind === 'smtp' ? createSmtpMail(config) : createOutbox(config.folder, now)
}
