/** The words of the start page and the frame. ICU messages; keys name the meaning, not the text. Read next: private-messages.ts. */
import { uiMessages } from '@nornos/ui/messages'

export const messages = {
  app: {
    name: 'Nornos',
    description: 'Your health data, in a vault that only you can open.',
  },
  welcome: {
    title: 'Your health data, in a vault that only you can open',
    keep: 'Keep everything in one place: what your devices measure, and what your doctors write.',
    share: 'Let a doctor read what you choose, for as long as you choose, and see each time they look.',
    understand: 'Understand what changes. Each number leads back to the measurements behind it.',
    create: 'Create your vault',
    open: 'Open an existing vault',
    promise:
      'What you don’t share, only you can open. What you share, our service can technically open until sharing ends.',
    notEmergency: 'Nornos does not watch over you and is not an emergency service.',
  },
  notFound: {
    title: 'Page not found',
    nothing: 'There is nothing at this address.',
    start: 'Go to the start',
  },
  failure: {
    title: 'This page stopped working',
    happened: 'Something in this page went wrong.',
    safe: 'Your data is safe. Nothing was lost or sent.',
    again: 'Try again',
    start: 'Go to the start',
  },
  update: {
    ready: 'A new version is ready.',
    reload: 'Reload',
  },
  ui: uiMessages,
}
