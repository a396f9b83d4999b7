/** Mail as auth needs it: plain text to one address. The embedded adapter is outbox.ts, the other one smtp.ts. */

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface MailPort {
  /** Rejects when the mail could not be handed over. */
  send(mail: Mail): Promise<void>
}
