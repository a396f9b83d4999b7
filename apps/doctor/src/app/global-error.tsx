'use client'
import { messages } from '#src/messages/en.ts'
import './global.css'

/** When even the frame failed: no provider is left, so the words come straight from the catalogue. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <title>{messages.app.name}</title>
        <main className="mx-auto flex max-w-xl flex-col gap-3 px-4 py-16">
          <h1 className="text-heading">{messages.failure.happened}</h1>
          <p>{messages.failure.safe}</p>
          <p>
            <a href="/" className="text-accent underline underline-offset-4">
              {messages.failure.start}
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
