/** The mail adapter for production: any SMTP server, with TLS whenever it is not on this machine. */
import { createTransport } from 'nodemailer'
import type { MailPort } from './mail-port.ts'

export function createSmtpMail(config: { readonly url: string; readonly from: string }): MailPort {
  const { hostname } = new URL(config.url)
  const local = hostname === 'localhost' || hostname === '127.0.0.1'
  const transport = createTransport({
    url: config.url,
    requireTLS: !local,
    connectionTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ from: config.from, to: { name: '', address: to }, subject, text })
    },
  }
}
