/** Mail as auth needs it: plain text to one address. The embedded adapter is outbox.ts, the other one smtp.ts. */
import type { MailConfig } from '../config.ts'
import { createOutbox } from './outbox.ts'
import { createSmtpMail } from './smtp.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface MailPort {
  /** Rejects when the mail could not be handed over. */
  send(mail: Mail): Promise<void>
}

export function openMail(config: MailConfig, now: () => Date): MailPort {
  return config.kind === 'smtp' ? createSmtpMail(config) : createOutbox(config.folder, now)
}
