import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { messages } from '#src/messages/en.ts'
import { AppProviders } from '#src/shell/AppProviders.tsx'
import './global.css'

export const metadata: Metadata = {
  title: messages.app.name,
  description: messages.app.description,
  applicationName: messages.app.name,
  manifest: '/manifest.webmanifest',
  icons: { icon: '/icon.svg', apple: '/icon-180.png' },
  // Numbers in health data are not telephone numbers.
  formatDetection: { telephone: false, date: false, address: false, email: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf8f4' },
    { media: '(prefers-color-scheme: dark)', color: '#12110f' },
  ],
}

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <AppProviders>{children}</AppProviders>
      </body>
    </html>
  )
}
